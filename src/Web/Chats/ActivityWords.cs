using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Chats;

/// <summary>How busy a hashtag is, with the numbers that say so. Pure.</summary>
static class ActivityWords
{
    /// <summary>In a sentence.</summary>
    public static string Of(TagActivity now) => $"{State(now)}: {Posts(now.LastHour)} in the last hour{Usual(now)}";

    public static string State(TagActivity now) => now.State switch { TagState.Busy => "Busy", TagState.Quiet => "Quiet", _ => "As usual" };

    static string Usual(TagActivity now) => now.Days == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {now.Mean:0.#} usual at this hour");

    static string Posts(int count) => count switch { 0 => "no post", 1 => "1 post", _ => string.Create(CultureInfo.InvariantCulture, $"{count:N0} posts") };
}
