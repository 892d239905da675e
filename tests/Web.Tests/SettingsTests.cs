using Microsoft.Extensions.Options;

namespace Backchannel.Web.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task Wrong_settings_stop_the_start_with_all_faults_named()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => WebUnderTest.Start(null, new()
        {
            ["Hub:Url"] = "the hub",
            ["Web:ImageKey"] = "short",
            ["Backchannel:PublicUrl"] = "wall.tidewater.example",
            ["Web:Images:AtOnce"] = "0",
            ["Web:Live:TailEntries"] = "0",
            ["Web:Live:CommentEvery"] = "00:00:00",
        }));
        Assert.Equal(6, error.Failures.Count());
        foreach (var key in new[] { "Hub:Url", "Web:ImageKey", "Backchannel:PublicUrl", "Web:Images:AtOnce", "Web:Live:TailEntries", "Web:Live:CommentEvery" })
            Assert.Contains(error.Failures, failure => failure.StartsWith(key, StringComparison.Ordinal));
    }
}
