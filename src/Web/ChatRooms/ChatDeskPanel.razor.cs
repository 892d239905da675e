using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.ChatRooms;

/// <summary>The hosts' desk: every button is a call of the API in the name of who presses it, and what comes of it is asked for at once.</summary>
public sealed partial class ChatDeskPanel
{
    bool _busy, _closing;
    int _editing;
    string? _text, _new, _trouble, _topic, _guests, _saved;
    bool _ahead;
    int? _minute, _newMinute;

    [Parameter, EditorRequired] public required string Session { get; set; }

    /// <summary>The name of who is signed in: in whose name questions are asked.</summary>
    [Parameter, EditorRequired] public required string By { get; set; }

    protected override void OnInitialized()
    {
        if (Told is null) return;
        _ahead = Told.Chat.Ahead;
        _guests = string.Join('\n', Told.Chat.Guests.Select(guest => guest.Account is null ? guest.Name : $"{guest.Name}, {guest.Account}"));
    }

    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    protected override Task<ChatDesk> Ask(string token, CancellationToken stop) => Hub.ChatDesk(token, Slug, Session, stop);

    SessionInfo? Slot => View?.Sessions.FirstOrDefault(session => session.Id == Session);

    bool Closed => Told?.Chat.ClosedAt is not null;

    ChatQuestion? Next => Told is null ? null : ChatWords.Next(Told.Chat) is { Text: not null } next ? next : null;

    string Phase => Told is null || Slot is not { } slot ? "" : Closed ? "closed" : Told.At switch
    {
        var at when at < slot.Start => $"begins in {Sessions.SessionPhases.Span(slot.Start - at)}",
        var at when at < slot.End => $"minute {(int)(at - slot.Start).TotalMinutes} of {(int)(slot.End - slot.Start).TotalMinutes}",
        _ => "its hour is over",
    };

    string? DueIn(ChatQuestion question) =>
        Slot is { } slot && ChatWords.Due(question, slot) is { } due && Told is not null
            ? due > Told.At ? $"in {Sessions.SessionPhases.Span(due - Told.At)}" : "due"
            : null;

    string StateOf(ChatQuestion question) => question.AskedAt is { } asked
        ? $"asked {TimeZoneInfo.ConvertTime(asked, Zone).ToString("HH:mm", CultureInfo.InvariantCulture)} · {ChatWords.Answers(question.Answers)}"
        : question.Minute is { } minute && Slot is { } slot ? $"minute {minute}, {TimeZoneInfo.ConvertTime(slot.Start.AddMinutes(minute), Zone).ToString("HH:mm", CultureInfo.InvariantCulture)}" : "by hand";

    Task Put(int number, string? words) => Do(token => Hub.PutQuestion(token, Slug, Session, number, words));

    async Task PutNew()
    {
        var words = _new;
        if (await Do(token => Hub.PutQuestion(token, Slug, Session, Free, words))) _new = null;
    }

    async Task Add()
    {
        var question = new PlannedQuestion(0, _new, _newMinute);
        if (await Do(token => Hub.PlanQuestion(token, Slug, Session, question))) (_new, _newMinute) = (null, null);
    }

    void Edit(ChatQuestion question) => (_editing, _text, _minute) = (question.Number, question.Text, question.Minute);

    async Task Save()
    {
        var question = new PlannedQuestion(_editing, _text, _minute);
        if (await Do(token => Hub.PlanQuestion(token, Slug, Session, question))) _editing = 0;
    }

    Task Drop(int number) => Do(token => Hub.DropQuestion(token, Slug, Session, number));

    Task ByTheClock(ChangeEventArgs change) => Change(new(ByTheClock: change.Value is true));

    Task Change(NewChatState state) => Do(token => Hub.ChangeChat(token, Slug, Session, state));

    async Task Close()
    {
        if (await Do(token => Hub.ChangeChat(token, Slug, Session, new(Closed: true)))) _closing = false;
    }

    Task Pin(ChatGuest guest) => Change(new(Pinned: guest.PostId));

    Task Welcome(ChatGuest guest) => Do(token => Hub.Welcome(token, Slug, Session, $"{guest.Network.ToString().ToLowerInvariant()}:{guest.Author.Id}"));

    async Task SaveMeeting()
    {
        var guests = (_guests ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(',', 2, StringSplitOptions.TrimEntries)).Select(parts => new ChatPerson(parts[0], parts is [_, { Length: > 0 } account] ? account : null)).ToList();
        var done = await Do(token => Hub.PlanChat(token, Slug, Session, new(string.IsNullOrWhiteSpace(_topic) ? null : _topic, Guests: guests, QuestionsAhead: _ahead)));
        _saved = done ? "Saved." : null;
    }

    int Free => Told!.Chat.Questions.Select(question => question.Number).DefaultIfEmpty().Max() + 1;

    /// <returns>Whether it was done.</returns>
    async Task<bool> Do(Func<string, Task<string?>> act)
    {
        if (_busy) return false;
        _busy = true;
        try
        {
            _trouble = await act(Caller.TokenOf((await Authentication).User) ?? "");
        }
        catch (Exception failure) when (HubClient.IsTrouble(failure, CancellationToken.None))
        {
            _trouble = "The hub does not answer: nothing was changed. Try again in a moment.";
        }
        finally
        {
            _busy = false;
        }
        await AskAgain();
        return _trouble is null;
    }
}
