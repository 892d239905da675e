using Backchannel.Web.Images;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Web.Tests.Cards;

/// <summary>What a card asks for as it is rendered.</summary>
static class CardServices
{
    public static ServiceProvider Make() => new ServiceCollection().AddMetrics().AddSingleton(new ImageUrls(new ImageKey(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [ImageKey.Setting] = "made up" }).Build()))).BuildServiceProvider();
}
