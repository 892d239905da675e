using System.Globalization;

namespace Backchannel.Web.Chats;

/// <summary>Addresses of the calendar of chats.</summary>
static class ChatLinks
{
    public const string All = "/chats", Propose = "/chats/propose", Organize = "/chats/organize", Tags = "/chats/tags", Calendar = "/calendar.ics";

    public static string Tag(string tag) => $"{Tags}/{Uri.EscapeDataString(tag)}";

    /// <summary>A series' own page is its event's.</summary>
    public static string Page(string slug) => $"/{Uri.EscapeDataString(slug)}";

    public static string CalendarOf(string slug) => $"{Page(slug)}/chat.ics";

    public static string Days(string slug) => $"{Page(slug)}/days";

    public static string Day(string slug, DateOnly day, long after = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"{Days(slug)}/{day:yyyy-MM-dd}{(after > 0 ? $"?after={after}" : "")}");

    /// <summary>The form that changes a series.</summary>
    public static string Change(string slug) => $"{Organize}?series={Uri.EscapeDataString(slug)}#series";
}
