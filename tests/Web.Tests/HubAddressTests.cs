using Backchannel.Web.Live;

namespace Backchannel.Web.Tests;

public sealed class HubAddressTests
{
    [Theory]
    [InlineData("http://*:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://+:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://[::]:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://localhost:5080", "http://localhost:5080/")]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5080/")]
    public void An_address_to_listen_on_becomes_one_to_connect_to(string listening, string connecting) =>
        Assert.Equal(new Uri(connecting), HubAddress.Loopback(listening));
}
