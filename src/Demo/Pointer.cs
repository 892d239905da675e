using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Demo;

/// <summary>Whom or what a post points at.</summary>
/// <param name="Shown">As it is written in the post.</param>
/// <param name="Kind">A mention or a link.</param>
/// <param name="Value">The address.</param>
/// <param name="Title">Of the linked page, where the network shows a preview of it.</param>
sealed record Pointer(string Shown, SpanKind Kind, string Value, string? Title = null)
{
    public LinkCard? Card => Title is null ? null : new(Value, Title);

    /// <summary>Somebody's account, as their network writes it. They must have one.</summary>
    public static Pointer To(Person person) => new(
        "@" + (person.Network == Network.Mastodon ? person.Author.Handle.Split('@')[0] : person.Author.Handle), SpanKind.Mention, person.Author.ProfileUrl!);

    /// <summary>The session's page at the conference's site.</summary>
    public static Pointer Page(Slot slot) => Link(slot.Info.Url!, $"{slot.Info.Title} · {DemoConference.Name}");

    public static Pointer Slides(Slot slot) => Link($"https://slides.{DemoConference.Slug}.example/{slot.Info.Id}", $"{slot.Info.Title}: the slides");

    public static Pointer Notes(Slot slot) => Link($"https://notes.{DemoConference.Slug}.example/{slot.Info.Id}", $"Notes of “{slot.Info.Title}”");

    /// <summary>A text's hashtags, and in it what it points at.</summary>
    public static IReadOnlyList<TextSpan> Spans(string text, Pointer? pointer)
    {
        var found = TextScanner.Spans(text);
        if (pointer is null || text.IndexOf(pointer.Shown, StringComparison.Ordinal) is not (>= 0 and var start)) return found;
        var own = new TextSpan(start, pointer.Shown.Length, pointer.Kind, pointer.Value);
        return [.. found.Where(span => span.Start + span.Length <= own.Start || span.Start >= own.Start + own.Length).Append(own).OrderBy(span => span.Start)];
    }

    // Networks show an address without its https://.
    static Pointer Link(string address, string title) => new(address["https://".Length..], SpanKind.Link, address, title);
}
