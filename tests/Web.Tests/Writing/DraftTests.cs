using Backchannel.Web.Writing;

namespace Backchannel.Web.Tests.Writing;

public sealed class DraftTests
{
    [Fact]
    public void Characters_are_counted_as_people_see_them()
    {
        Assert.Empty(new Draft("Mira", string.Concat(Enumerable.Repeat("👩‍👩‍👧", 500)), null).Errors());
        Assert.Contains("501 characters, 1 more", Assert.Single(new Draft("Mira", new string('a', 501), null).Errors()["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_far_too_long_is_not_even_counted() =>
        Assert.Contains("far more", Assert.Single(new Draft("Mira", new string('\u0301', 30_000), null).Errors()["text"]), StringComparison.Ordinal);

    [Fact]
    public void A_line_end_counts_once_however_it_is_sent() =>
        Assert.Empty(new Draft("Mira", string.Join("\r\n", Enumerable.Repeat("a", 250)), null).Errors());

    [Fact]
    public void Each_field_says_what_it_lacks()
    {
        var errors = new Draft(" ", "\r\n", "").Errors();
        Assert.Equal(["name", "text"], errors.Keys.Order());
    }

    [Fact]
    public void No_session_is_none_and_not_an_empty_one() => Assert.Null(new Draft("Mira", "Hello", "").Post().Session);
}
