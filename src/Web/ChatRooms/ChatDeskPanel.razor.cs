using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Recaps;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.ChatRooms;

/// <summary>The hosts' desk: every button is a call of the API in the name of who presses it, and what comes of it is asked for at once, and said beside the button.</summary>
public sealed partial class ChatDeskPanel
{
    bool? _clock;
    int _editing;
    string? _text, _new;
    int? _minute, _newMinute;
    DeskTrouble? _trouble;
    DeskAsking? _asking;

    [Parameter, EditorRequired] public required string Session { get; set; }

    /// <summary>The name of who is signed in: in whose name questions are asked.</summary>
    [Parameter, EditorRequired] public required string By { get; set; }

    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    protected override Task<ChatDesk> Ask(string token, CancellationToken stop) => Hub.ChatDesk(token, Slug, Session, stop);

    SessionInfo? Slot => View?.Sessions.FirstOrDefault(session => session.Id == Session);

    bool Closed => Told?.Chat.ClosedAt is not null;

    bool IsOver => Slot is { } slot && Told is not null && slot.End <= Told.At;

    bool Begun => Slot is { } slot && Told is not null && (slot.Start <= Told.At || Told.Chat.Open is not null);

    string Room => EventLinks.Session(Slug, Session);

    string Recap => RecapLinks.Of(Slug, Session);

    ChatQuestion? Next => Told is null ? null : ChatWords.Next(Told.Chat) is { Text: not null } next ? next : null;

    string Phase => Told is null || Slot is not { } slot ? "" : $"{ChatDeskWords.Moment(slot.Start, Zone)} · " + (Closed ? "closed" : Told.At switch
    {
        var at when at < slot.Start => $"begins in {Sessions.SessionPhases.Span(slot.Start - at)}",
        var at when at < slot.End => $"minute {(int)(at - slot.Start).TotalMinutes} of {(int)(slot.End - slot.Start).TotalMinutes}",
        _ => "its hour is over",
    });

    string? Sure => _asking is { } asking && Slot is { } slot && Told is not null ? ChatDeskWords.Sure(slot, Told.At, asking.Number, Zone) : null;

    string? DueIn(ChatQuestion question) =>
        Slot is { } slot && ChatWords.Due(question, slot) is { } due && Told is not null
            ? due > Told.At ? $"in {Sessions.SessionPhases.Span(due - Told.At)}" : "due"
            : null;

    string StateOf(ChatQuestion question) => question.AskedAt is { } asked
        ? $"asked {TimeZoneInfo.ConvertTime(asked, Zone).ToString("HH:mm", CultureInfo.InvariantCulture)} · {ChatWords.Answers(question.Answers)}"
        : question.Minute is { } minute && Slot is { } slot ? $"minute {minute}, {TimeZoneInfo.ConvertTime(slot.Start.AddMinutes(minute), Zone).ToString("HH:mm", CultureInfo.InvariantCulture)}" : "by hand";

    static string Place(ChatQuestion question) => ChatWords.Id(question.Number);

    string? Wrong(string where, string field) => _trouble?.Where == where && _trouble.Field == field ? "true" : null;

    /// <summary>Outside its hour a question that everybody is sent is asked twice for.</summary>
    /// <param name="where">By which button.</param>
    /// <param name="number">The question's; null for the next that is free, which the hub knows.</param>
    /// <param name="words">Null for those that are planned.</param>
    async Task Put(string where, int? number, string? words)
    {
        if (_busy) return;
        _asking = new(where, number, words);
        _trouble = null;
        if (Slot is { } slot && Told is not null && !ChatDeskWords.IsOutside(slot, Told.At)) await Ask();
    }

    async Task Ask()
    {
        if (_busy || _asking is not { } asking) return;
        _asking = null;
        if (await Do(asking.Where, token => Hub.PutQuestion(token, Slug, Session, asking.Number, asking.Words)) && asking.Where == "add" && _new == asking.Words) _new = null;
    }

    void Leave() => _asking = null;

    async Task Add()
    {
        var question = new PlannedQuestion(0, _new, _newMinute);
        // What is written while it is sent is the next one.
        if (await Do("add", token => Hub.PlanQuestion(token, Slug, Session, question)) && _new == question.Text) (_new, _newMinute) = (null, null);
    }

    void Edit(ChatQuestion question) => (_editing, _text, _minute, _trouble) = (question.Number, question.Text, question.Minute, null);

    async Task Save()
    {
        var question = new PlannedQuestion(_editing, _text, _minute);
        if (await Do(ChatWords.Id(_editing), token => Hub.PlanQuestion(token, Slug, Session, question)) && question == new PlannedQuestion(_editing, _text, _minute)) _editing = 0;
    }

    Task Drop(ChatQuestion question) => Do(Place(question), token => Hub.DropQuestion(token, Slug, Session, question.Number));

    // Ticked as the host has it while the hub is asked, and as the hub has it from then on.
    async Task ByTheClock(bool on)
    {
        _clock = on;
        _ = await Change("next", new(ByTheClock: on));
        _clock = null;
    }

    Task<bool> Change(string where, NewChatState state) => Do(where, token => Hub.ChangeChat(token, Slug, Session, state));

    Task Pin(string where, ChatGuest guest) => Change(where, new(Pinned: guest.PostId));

    Task Welcome(ChatGuest guest) => Do("new", token => Hub.Welcome(token, Slug, Session, $"{guest.Network.ToString().ToLowerInvariant()}:{guest.Author.Id}"));

    Task SetAside(ChatGuest guest) => Do("waits", token => Hub.SetAside(token, Slug, Session, guest.PostId));

    Task<bool> SaveMeeting(ChatPlan plan) => Do(ChatDeskMeeting.Where, token => Hub.PlanChat(token, Slug, Session, plan));
}
