using System.Globalization;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Web.Recaps;

/// <summary>The posts of a recap as a table.</summary>
static class RecapCsv
{
    public static string Of(RecapFile file, string address)
    {
        var text = new StringBuilder(CsvLine.Of(
            ["section", "title", "part", "depth", "id", "network", "made", "name", "handle", "text", "address", "answers", "reposts", "replies", "photos", "photoWords", "note"]));
        foreach (var section in file.Recap.Sections)
        {
            if (section.Asks is { } asks) Add(text, section, asks, "question", 0);
            foreach (var post in section.Posts) Add(text, section, post, "post", 0);
        }
        // A table has no place for it but its end.
        return text.Append(CsvLine.Of(["about", null, null, null, null, null, Time(file.MadeAt), null, null, null, address, null, null, null, null, null, RecapWords.Gone])).ToString();
    }

    static void Add(StringBuilder text, RecapSection section, RecapPost post, string part, int depth)
    {
        string?[] place = [section.Key, section.Title, part, Number(depth), post.Id];
        text.Append(CsvLine.Of(post.Post is { } said
            ? [.. place, RecapWords.Network(said.Network), Time(said.CreatedAt), said.Author.Name, said.Author.Handle, said.Text, said.Url, said.ReplyTo, Number(said.Echo.Reposts),
                Number(said.Echo.Replies), Number(said.Media.Count), string.Join(" | ", said.Media.Select(media => media.Alt).OfType<string>()), null]
            : [.. place, "X", null, null, null, null, post.Url, null, null, null, null, null, "X lets no more than its id be passed on"]));
        foreach (var reply in post.Replies) Add(text, section, reply, "answer", depth + 1);
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
