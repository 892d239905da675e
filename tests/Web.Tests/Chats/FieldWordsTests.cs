using Backchannel.Web.Chats;

namespace Backchannel.Web.Tests.Chats;

public sealed class FieldWordsTests
{
    [Theory]
    [InlineData("start", "must lie between 1990 and 2099.", "The first meeting must lie between 1990 and 2099.")]
    [InlineData("timeZone", "is missing: give an IANA name such as Europe/Lisbon.", "The time zone is missing: choose one from the list, such as Europe/Lisbon.")]
    [InlineData("timeZone", "'Mars' is not known: give an IANA name such as Europe/Lisbon.", "'Mars' is not known: choose one from the list, such as Europe/Lisbon.")]
    [InlineData("hashtags", "There is an event 'tides' already: PUT /api/events/tides/series makes that one a series, or put another hashtag first.", "There is an event with this hashtag already: put another one first.")]
    [InlineData("body", "It breaks off within VEVENT, before the end of its calendar.", "The file breaks off before its end: take the whole of it.")]
    [InlineData("elsewhere", "must be told.", "It must be told.")]
    public void What_a_field_is_told_for_is_a_sentence_of_its_own(string field, string words, string told) =>
        Assert.Equal([told], FieldWords.Of(new Dictionary<string, string[]> { [field] = [words] })[field]);
}
