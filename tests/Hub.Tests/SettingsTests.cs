using Microsoft.Extensions.Options;
using Xunit;

namespace Backchannel.Hub.Tests;

public class SettingsTests
{
    [Fact]
    public async Task All_wrong_settings_are_listed_at_once_each_with_its_key_and_the_cure()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => HubUnderTest.Start(new()
        {
            ["Backchannel:Hashtag:0"] = "chats",
            ["Backchannel:TimeZone"] = "Moon/Base",
            ["Backchannel:Accent"] = "orange",
            ["Backchannel:Admission"] = "maybe",
            ["Backchannel:ApiKey"] = "short",
            ["Backchannel:Name"] = "",
            ["Backchannel:BlockedWords:0"] = new string('a', 201),
            ["Backchannel:Schedule"] = "nowhere/schedule.xml",
        }));
        Assert.Equal(8, refused.Failures.Count());
        foreach (var key in (string[])["Hashtag:0", "TimeZone", "Accent", "Admission", "ApiKey", "Name", "BlockedWords", "Schedule"])
            Assert.Single(refused.Failures, fault => fault.StartsWith($"Backchannel:{key}", StringComparison.Ordinal));
        Assert.Contains(refused.Failures, fault => fault.Contains("Moon/Base", StringComparison.Ordinal) && fault.Contains("Europe/Lisbon", StringComparison.Ordinal));
        Assert.DoesNotContain(refused.Failures, fault => fault.Contains("short'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Backchannel:Admission", "7")]
    [InlineData("Backchannel:Admission", "auto,approve")]
    [InlineData("Backchannel:Schedule", "ftp://tidewater.example/schedule.xml")]
    [InlineData("ConnectionStrings:Archive", "backchannel.db;s3cret")]
    [InlineData("ConnectionStrings:Archive", "Host=db;Port=s3cret")]
    [InlineData("ConnectionStrings:Redis", "redis:6379,connectTimeout=s3cret")]
    [InlineData("ConnectionStrings:RabbitMq", "user:s3cret@rabbit")]
    [InlineData("ConnectionStrings:RabbitMq", "http://user:s3cret@rabbit")]
    public async Task A_setting_that_cannot_be_used_is_named_without_its_secrets(string key, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => HubUnderTest.Start(new() { [key] = value }));
        var fault = Assert.Single(refused.Failures);
        Assert.StartsWith(key, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#Qualität", "qualitat")]
    [InlineData("大会", "大会")]
    [InlineData("ＴｉｄｅＴａｌｋ", "tidetalk")]
    public void The_first_hashtag_folded_is_the_events_name_in_addresses(string hashtag, string slug)
    {
        Assert.Equal(slug, Events.Slugs.Of(hashtag));
        Assert.Null(Events.Slugs.Fault(slug));
    }

    [Theory]
    [InlineData("")]
    [InlineData("api")]
    [InlineData("health")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("?")]
    public void A_name_that_would_hide_a_page_or_break_an_address_is_refused(string slug) => Assert.NotNull(Events.Slugs.Fault(slug));
}
