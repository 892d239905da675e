using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Organize.Moderation;

/// <summary>How the moderation page says things.</summary>
static class QueueWords
{
    public static string Of(QueueList list) => list.ToString();

    /// <summary>As a button says it; the key is its own.</summary>
    public static string Of(Act act) => act switch
    {
        Act.Save => "Save for later",
        Act.BlockAuthor => "Block author",
        Act.BlockWord => "Block word",
        Act.TrustAuthor => "Trust author",
        _ => act.ToString(),
    };

    public static string Key(Act act) => act switch
    {
        Act.Spotlight or Act.Unspotlight => "L",
        Act.BlockWord => "W",
        Act.Unpin => "P",
        _ => act.ToString()[..1],
    };

    /// <summary>What was done, once it is.</summary>
    public static string Done(Act act, int posts) => act switch
    {
        Act.Approve => Counted("Approved", posts),
        Act.Refuse => Counted("Refused", posts),
        Act.Hide => Counted("Hidden", posts),
        Act.Save => Counted("Saved for later", posts),
        Act.Pin => "Pinned",
        Act.Unpin => "Unpinned",
        Act.Spotlight => "On all screens",
        Act.Unspotlight => "Off the screens",
        Act.BlockAuthor => $"Author blocked, {Posts(posts)} refused",
        Act.BlockWord => $"Word blocked, {Posts(posts)} held",
        _ => $"Author trusted, {Posts(posts)} shown",
    };

    public static string Posts(int count) => count is 1 ? "1 post" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} posts");

    /// <summary>How long ago, or how long still, as briefly as one can.</summary>
    public static string Span(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => "now",
        < 60 => $"{(int)span.TotalSeconds} s",
        < 3_600 => $"{(int)span.TotalMinutes} min",
        < 86_400 => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} d",
    };

    public static string AtWork(IReadOnlyList<AtWork> others) =>
        string.Join(" · ", others.Select(other => $"{other.Name} is looking at {other.Posts.ToString(CultureInfo.InvariantCulture)}"));

    static string Counted(string done, int posts) => posts is 1 ? done : $"{done} {Posts(posts)}";
}
