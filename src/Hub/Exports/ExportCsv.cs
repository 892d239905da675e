using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Text;

namespace Backchannel.Hub.Exports;

/// <summary>Cards as RFC 4180 lines, for a spreadsheet.</summary>
static class ExportCsv
{
    static readonly string[] Columns =
    [
        "number", "id", "network", "made", "name", "handle", "text", "address", "session", "sessionTitle", "filedBy", "answers", "language", "hashtags",
        "photos", "photoWords", "reposts", "replies", "likes", "question", "alsoOn", "note",
    ];

    public const string OnlyId = "X lets no more than its id be exported";

    public static string Head => CsvLine.Of(Columns);

    public static string Of(Exported card, KnownEvent known)
    {
        var (entry, post) = (card.Entry, card.Entry.Post!);
        var session = known.Sessions.FirstOrDefault(session => session.Id == entry.Session);
        string?[] place = [Number(entry.Seq), post.Id, post.Network.ToString().ToLowerInvariant()];
        if (!card.IsWhole) return CsvLine.Of([.. place, .. new string?[4], post.Url, entry.Session, session?.Title, .. new string?[11], OnlyId]);
        return CsvLine.Of([.. place, post.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), post.Author.Name, post.Author.Handle,
            post.Text, post.Url, entry.Session, session?.Title, entry.FiledBy?.ToString().ToLowerInvariant(), post.ReplyTo, post.Language,
            string.Join(' ', post.Spans.Where(span => span.Kind == SpanKind.Hashtag).Select(span => $"#{span.Value}")), Number(post.Media.Count),
            string.Join(" | ", post.Media.Select(media => media.Alt).OfType<string>()), Number(post.Echo.Reposts), Number(post.Echo.Replies), Number(post.Echo.Likes),
            post.Question ? "yes" : null, string.Join(' ', post.AlsoOn.Select(twin => twin.Network.ToString().ToLowerInvariant())), null]);
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
