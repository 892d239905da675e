using Backchannel.Web.Cards;

namespace Backchannel.Web.Tests.Cards;

public sealed class TongueTests
{
    [Theory]
    [InlineData("ja", "ja")]
    [InlineData("pt-BR", "pt")]
    [InlineData("EN_gb", "en")]
    [InlineData("und", null)]
    [InlineData("qme", null)]
    [InlineData("\"><script>", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_language_is_passed_on_where_it_is_one(string? claimed, string? language) => Assert.Equal(language, Tongue.Of(claimed));
}
