using Backchannel.Web.Images;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Microsoft.Extensions.Options;

namespace Backchannel.Web;

/// <summary>Stops the start with all faults at once, each naming its key and the cure.</summary>
sealed class ValidateWebSettings(IConfiguration configuration) : IValidateOptions<LiveOptions>
{
    public ValidateOptionsResult Validate(string? name, LiveOptions options) =>
        Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    IEnumerable<string> Faults(LiveOptions options)
    {
        if (configuration[HubAddress.Setting] is { Length: > 0 } hub
            && !IsWebAddress(hub))
            yield return $"{HubAddress.Setting} is '{hub}': give the hub's http(s) address such as http://hub:8080, or leave it out where the hub is in this process.";
        if (configuration[ImageKey.Setting] is { Length: > 0 and < 16 })
            yield return $"{ImageKey.Setting} is too short to be safe: give at least 16 characters, the same to every Web process, or leave it out.";
        if (configuration[PublicAddress.Setting] is { Length: > 0 } outside && !IsWebAddress(outside))
            yield return $"{PublicAddress.Setting} is '{outside}': give the http(s) address attendees open, such as https://wall.example.org, or leave it out.";
        if (configuration[$"{ImageOptions.Section}:{nameof(ImageOptions.AtOnce)}"] is { } atOnce && !(int.TryParse(atOnce, out var places) && places > 0))
            yield return $"{ImageOptions.Section}:{nameof(ImageOptions.AtOnce)} is '{atOnce}': give how many pictures are fetched at once, such as 16.";
        if (options.TailEntries < 1)
            yield return $"{LiveOptions.Section}:TailEntries is {options.TailEntries}: give a number of entries to keep in memory, such as 1000.";
        foreach (var (key, value) in new (string, TimeSpan)[]
        {
            (nameof(options.FrameEvery), options.FrameEvery), (nameof(options.CommentEvery), options.CommentEvery),
            (nameof(options.WriteTimeout), options.WriteTimeout), (nameof(options.EventsEvery), options.EventsEvery),
            (nameof(options.SessionsEvery), options.SessionsEvery), (nameof(options.FirstRetry), options.FirstRetry),
            (nameof(options.LongestRetry), options.LongestRetry), (nameof(options.Patience), options.Patience),
        })
            if (value <= TimeSpan.Zero) yield return $"{LiveOptions.Section}:{key} is {value}: give a time above zero, such as 00:00:15.";
    }
}
