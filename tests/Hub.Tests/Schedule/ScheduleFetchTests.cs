using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Backchannel.Hub.Schedule;
using Backchannel.Outbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class ScheduleFetchTests
{
    readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task An_address_that_an_organizer_names_must_be_public_and_one_of_the_operator_need_not()
    {
        await using var server = await ScheduleServer.Start();
        server.Has("words", "\"1\"");
        using var fetch = new ScheduleFetch(new AddressPolicy(), _time);
        Assert.Contains("public internet", await Refusal(fetch, server.Address), StringComparison.Ordinal);
        Assert.Empty(server.Asked);
        Assert.Equal("words", Words(await fetch.Get(server.Address, true, null, CancellationToken.None)));
    }

    [Theory]
    [InlineData("http://localhost:1/x")]
    [InlineData("http://[::1]:1/x")]
    [InlineData("http://2130706433:1/x")]
    public async Task A_closed_address_stays_closed_however_it_is_written(string address)
    {
        using var fetch = new ScheduleFetch(new AddressPolicy(), _time);
        Assert.Contains("public internet", await Refusal(fetch, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_closed_address_is_not_followed()
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        server.Answer = context => Redirect(context, $"http://127.0.0.2:{new Uri(server.Address).Port}/inside");
        Assert.Contains("public internet", await Refusal(fetch, server.Address), StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_name_that_leads_inside_the_second_time_gains_nothing_by_having_led_outside_the_first()
    {
        await using var server = await ScheduleServer.Start();
        server.Has("words", "\"1\"");
        // No connection is kept, so that each asking looks the name up again: what is judged is what is connected to.
        server.Answer = async context =>
        {
            context.Response.Headers.Connection = "close";
            await context.Response.WriteAsync("words");
        };
        using var fetch = new ScheduleFetch(new PublicOnce(), _time);
        var named = server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Assert.Equal("words", Words(await fetch.Get(named, false, null, CancellationToken.None)));
        Assert.Contains("public internet", await Refusal(fetch, named), StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://tidewater.example/")]
    [InlineData("http://")]
    public async Task A_redirect_to_no_web_address_is_not_followed(string location)
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        server.Answer = context => Redirect(context, location);
        Assert.Contains("nowhere", await Refusal(fetch, server.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_no_fourth()
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        server.Answer = context => server.Asked.Count <= 3 ? Redirect(context, "/next") : context.Response.WriteAsync("words");
        Assert.Equal("words", Words(await fetch.Get(server.Address, false, null, CancellationToken.None)));
        server.Answer = context => Redirect(context, "/next");
        Assert.Contains("more than 3 times", await Refusal(fetch, server.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_is_named_and_not_sent_again()
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        server.Answer = context =>
        {
            context.Response.Headers.LastModified = "Tue, 01 Sep 2026 10:00:00 GMT";
            context.Response.StatusCode = context.Request.Headers.IfModifiedSince.Count > 0 ? 304 : 200;
            return Task.CompletedTask;
        };
        var first = await fetch.Get(server.Address, false, null, CancellationToken.None);
        Assert.Null(await fetch.Get(server.Address, false, first, CancellationToken.None));
        Assert.Equal(["", "Tue, 01 Sep 2026 10:00:00 GMT"], server.Asked.Select(asked => asked.IfModifiedSince));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(304)]
    public async Task An_answer_without_a_schedule_is_told_by_its_number(int status)
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        server.Fails(status);
        Assert.Contains($"answers {status}", await Refusal(fetch, server.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_too_long_is_given_up()
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        server.Answer = async context =>
        {
            await context.Response.WriteAsync("<schedule>");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var refusal = Refusal(fetch, server.Address);
        await Eventually.True(() => !server.Asked.IsEmpty, "it is asked");
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("longer than 30 seconds", await refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listens_is_told_in_words()
    {
        // Taken and not listened at: nobody else is given it.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        Assert.Contains("cannot be reached", await Refusal(fetch, $"http://{taken.LocalEndPoint}/schedule"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_packed_counts_as_it_is_unpacked_and_no_more_is_unpacked_than_shows_it()
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        server.Answer = context => Packed(context, ScheduleReader.MaxBytes * 40L);
        Assert.Contains("larger than 20 MB", await Refusal(fetch, server.Address), StringComparison.Ordinal);
        server.Answer = context => Packed(context, 1_000);
        Assert.Equal(1_000, (await fetch.Get(server.Address, false, null, CancellationToken.None))!.File.Length);
        server.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("this is not packed");
        };
        Assert.Contains("cannot be read", await Refusal(fetch, server.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_end_and_one_that_says_it_is_too_long_are_not_read_to_their_end()
    {
        await using var server = await ScheduleServer.Start();
        using var fetch = new ScheduleFetch(new FirstOnly(), _time);
        var block = new byte[64 * 1024];
        server.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(block);
        };
        Assert.Contains("larger than 20 MB", await Refusal(fetch, server.Address), StringComparison.Ordinal);
        server.Answer = async context =>
        {
            context.Response.ContentLength = ScheduleReader.MaxBytes + 1;
            await context.Response.Body.WriteAsync(block);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        Assert.Contains("larger than 20 MB", await Refusal(fetch, server.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_read_where_the_operator_names_it_and_again_once_it_changes()
    {
        using var fetch = new ScheduleFetch(new AddressPolicy(), _time);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "one");
            Assert.Contains("only where Backchannel:Schedule", await Refusal(fetch, file), StringComparison.Ordinal);
            var first = await fetch.Get(file, true, null, CancellationToken.None);
            Assert.Null(await fetch.Get(file, true, first, CancellationToken.None));
            await File.WriteAllTextAsync(file, "another");
            Assert.Equal("another", Words(await fetch.Get(file, true, first, CancellationToken.None)));
        }
        finally
        {
            File.Delete(file);
        }
        Assert.Contains("no such file", (await Assert.ThrowsAsync<UnreadableScheduleException>(() => fetch.Get(file, true, null, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    static async Task<string> Refusal(ScheduleFetch fetch, string address) =>
        (await Assert.ThrowsAsync<UnreadableScheduleException>(() => fetch.Get(address, false, null, CancellationToken.None))).Message;

    static string Words(FetchedSchedule? fetched) => Encoding.UTF8.GetString(fetched!.File.Span);

    static Task Redirect(HttpContext context, string location)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }

    static async Task Packed(HttpContext context, long bytes)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        var zeros = new byte[64 * 1024];
        for (; bytes > 0 && !context.RequestAborted.IsCancellationRequested; bytes -= zeros.Length) await gzip.WriteAsync(zeros.AsMemory(0, (int)Math.Min(bytes, zeros.Length)));
    }

    sealed class FirstOnly : AddressPolicy
    {
        public override bool Allows(IPAddress address) => address.Equals(IPAddress.Loopback);
    }

    /// <summary>Stands for a name whose answer changes between two looks: public, then private.</summary>
    sealed class PublicOnce : AddressPolicy
    {
        int _asked;

        public override bool Allows(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 || Interlocked.Increment(ref _asked) == 1;
    }
}
