using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Here;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Chats.Rooms;

/// <summary>A chat over HTTP: anybody reads how far it has come, its hosts lead it.</summary>
static class ChatRoomsApi
{
    const int MaxText = 400, MaxName = 50, MaxId = 500, LastMinute = 24 * 60, MostQuestions = Answers.Marks.Highest;

    public static void MapChatRoomsApi(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/api/events/{slug}/sessions/{id}/chat").WithTags("Chats");
        chat.MapGet("/", Read).AllowAnonymous().WithSummary("How far a chat has come: its questions, its hosts, what is pinned.");
        chat.MapGet("/room", Room).AllowAnonymous().WithSummary("The same with the latest of what belongs to each question, and of what belongs to none.");
        chat.MapGet("/desk", Desk).Require(Role.Host).WithSummary("The same with all that is planned, who is new and who waits for an answer.");
        chat.MapPost("/questions", PutNew).Require(Role.Host).LimitHereSize().WithSummary("Puts a question now, after all others.");
        chat.MapPost("/questions/{number}", Put).Require(Role.Host).LimitHereSize().WithSummary("Puts a question now.");
        chat.MapPost("/plan", Plan).Require(Role.Host).LimitHereSize().WithSummary("Plans a question after all others.");
        chat.MapPut("/plan/{number}", Replan).Require(Role.Host).LimitHereSize().WithSummary("Plans a question, or changes one that was not put yet.");
        chat.MapDelete("/plan/{number}", Drop).Require(Role.Host).WithSummary("Drops a question that was not put yet.");
        chat.MapPut("/state", Change).Require(Role.Host).LimitHereSize().WithSummary("Puts questions by the clock, hands over, pins, closes: what is left out stays.");
        chat.MapPost("/welcomes", Welcome).Require(Role.Host).LimitHereSize().WithSummary("Notes that somebody new was greeted.");
        chat.MapPost("/set-aside", SetAside).Require(Role.Host).LimitHereSize().WithSummary("Notes that what a post asks needs no answer any more.");
        app.MapPut("/api/events/{slug}/posts/answer/{**id}", Bind).Require(Role.Host).LimitHereSize().WithTags("Chats").WithSummary("Says which question a post belongs to; its thread goes along.");
    }

    static async Task<Results<Ok<ChatInfo>, ProblemHttpResult>> Read(string slug, string id, EventCatalog catalog, ChatReader reader, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Session(id) is null) return Problems.NoSession(id);
        return await reader.Read(slug, id, withPlan: false, stop) is { } chat ? TypedResults.Ok(chat) : NoChat(id);
    }

    static async Task<Results<Ok<ChatRoom>, ProblemHttpResult>> Room(string slug, string id, EventCatalog catalog, ChatReader reader, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Session(id) is null) return Problems.NoSession(id);
        return await reader.Room(slug, id, stop) is { } room ? TypedResults.Ok(room) : NoChat(id);
    }

    static async Task<Results<Ok<ChatDesk>, ProblemHttpResult>> Desk(
        string slug, string id, HttpContext context, EventCatalog catalog, DeskReader reader, CancellationToken stop)
    {
        if (Wrong(slug, id, context, catalog) is { } wrong) return wrong;
        return await reader.Read(catalog.Find(slug)!, id, stop) is { } desk ? TypedResults.Ok(desk) : NoChat(id);
    }

    static async Task<Results<Ok<NewPostAccepted>, ProblemHttpResult>> PutNew(
        string slug, string id, NewChatQuestion body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop)
    {
        if (Wrong(slug, id, context, catalog) is { } wrong) return wrong;
        if (Words(body.Text) is not { } words || !IsQuestion(words)) return NotWords;
        return await rooms.Put(catalog.Find(slug)!, id, null, words, context.Caller()!, stop) is { } post
            ? TypedResults.Ok(new NewPostAccepted(post, "shown"))
            : Problems.NotNow($"There are {MostQuestions} questions.");
    }

    static async Task<Results<Ok<NewPostAccepted>, ProblemHttpResult>> Put(
        string slug, string id, string number, NewChatQuestion body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop)
    {
        if (Wrong(slug, id, context, catalog) is { } wrong) return wrong;
        if (Number(number) is not { } asked) return Problems.Invalid("number", $"must lie between 1 and {MostQuestions}.");
        var words = Words(body.Text);
        if (words is not null && !IsQuestion(words)) return NotWords;
        return await rooms.Put(catalog.Find(slug)!, id, asked, words, context.Caller()!, stop) is { } post
            ? TypedResults.Ok(new NewPostAccepted(post, "shown"))
            : Problems.Invalid("text", "Nothing is planned for this number: give the question's words.");
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Change(
        string slug, string id, NewChatState body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop)
    {
        if (Wrong(slug, id, context, catalog) is { } wrong) return wrong;
        var state = body with { Lead = body.Lead is null ? null : TextCut.Clean(body.Lead).ReplaceLineEndings(" ").Trim() };
        if (state.Lead is { Length: > MaxName }) return Problems.Invalid("lead", $"At most {MaxName} characters.");
        if (state.Pinned is { Length: > MaxId }) return Problems.Invalid("pinned", "is no post's id.");
        return await rooms.Change(catalog.Find(slug)!, id, state, context.Caller()!, stop) ? TypedResults.NoContent() : Problems.Invalid("pinned", "There is no such post on show in this chat.");
    }

    static Task<Results<NoContent, ProblemHttpResult>> Plan(string slug, string id, PlannedQuestion body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop) =>
        PlanOne(slug, id, null, body, context, catalog, rooms, stop);

    static Task<Results<NoContent, ProblemHttpResult>> Replan(string slug, string id, string number, PlannedQuestion body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop) =>
        PlanOne(slug, id, number, body, context, catalog, rooms, stop);

    static Task<Results<NoContent, ProblemHttpResult>> Drop(string slug, string id, string number, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop) =>
        PlanOne(slug, id, number, null, context, catalog, rooms, stop);

    static async Task<Results<NoContent, ProblemHttpResult>> PlanOne(
        string slug, string id, string? number, PlannedQuestion? body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop)
    {
        if (Wrong(slug, id, context, catalog) is { } wrong) return wrong;
        if (number is not null && Number(number) is null) return Problems.Invalid("number", $"must lie between 1 and {MostQuestions}.");
        var words = body is null ? null : Words(body.Text);
        if (body is not null && !IsQuestion(words)) return NotWords;
        if (body?.Minute is < 0 or > LastMinute) return Problems.Invalid("minute", $"must lie between 0 and {LastMinute}, or be left out.");
        return await rooms.Plan(catalog.Find(slug)!, id, number is null ? null : Number(number), words, body?.Minute, stop) is not null
            ? TypedResults.NoContent() : Problems.NotNow($"It was asked already, or there are {MostQuestions} questions.");
    }

    static ProblemHttpResult NotWords => Problems.Invalid("text", $"Write 1 to {MaxText} characters.");

    static int? Number(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= MostQuestions ? value : null;

    static string? Words(string? text) => text is null ? null : TextCut.Clean(text).ReplaceLineEndings(" ").Trim();

    static bool IsQuestion(string? words) => words is { Length: > 0 } && new StringInfo(words).LengthInTextElements <= MaxText;

    static async Task<Results<NoContent, ProblemHttpResult>> Welcome(
        string slug, string id, NewWelcome body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop)
    {
        if (Wrong(slug, id, context, catalog) is { } wrong) return wrong;
        if (body.Author is not { Length: > 0 and <= MaxId } author || !author.Contains(':', StringComparison.Ordinal)) return Problems.Invalid("author", "Give network:id, as the desk names them.");
        await rooms.Welcome(catalog.Find(slug)!, id, author, context.Caller()!, stop);
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, ProblemHttpResult>> SetAside(
        string slug, string id, NewSetAside body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop)
    {
        if (Wrong(slug, id, context, catalog) is { } wrong) return wrong;
        if (body.Post is not { Length: > 0 and <= MaxId } post || !post.Contains(':', StringComparison.Ordinal)) return Problems.Invalid("post", "is no post's id.");
        await rooms.SetAside(catalog.Find(slug)!, id, post, context.Caller()!, stop);
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Bind(
        string slug, string id, NewAnswer body, HttpContext context, EventCatalog catalog, ChatRooms rooms, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        return await rooms.Bind(known, context.Caller()!, CatchAll.Read(id), body.Question, stop) switch
        {
            Outcome.Done => TypedResults.NoContent(),
            Outcome.Elsewhere => Problems.Forbidden("This post is in a chat that is not yours."),
            _ => Problems.Invalid("question", "There is no such post in a chat, or no such question there."),
        };
    }

    static ProblemHttpResult? Wrong(string slug, string id, HttpContext context, EventCatalog catalog) =>
        catalog.Find(slug) is not { } known ? Problems.NoEvent(slug)
        : known.Session(id) is null ? Problems.NoSession(id)
        : !known.Chats.ContainsKey(id) ? NoChat(id)
        : !context.Caller()!.Leads(id) ? Problems.Forbidden("This chat is not yours to lead: ask who has access to the event.")
        : null;

    static ProblemHttpResult NoChat(string id) => Problems.NotNow($"The session '{id}' is no chat: PATCH it at …/chat with its hosts to make it one.");
}
