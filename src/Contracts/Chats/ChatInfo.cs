namespace Backchannel.Contracts;

/// <summary>A question of a chat.</summary>
/// <param name="Number">From 1: what people write after A.</param>
/// <param name="Text">Plain text; null where the post that put it is gone and nothing was planned.</param>
/// <param name="Minute">When it is planned, in minutes from the chat's start; null for whenever the host likes.</param>
/// <param name="AskedAt">When it was put; null before. UTC.</param>
/// <param name="PostId">The post that puts it, while it is on show.</param>
/// <param name="Answers">Cards on show that belong to it, the questions themselves left out.</param>
public sealed record ChatQuestion(int Number, string? Text, int? Minute, DateTimeOffset? AskedAt, string? PostId, int Answers);

/// <summary>A chat as it stands: what a session of <see cref="SessionInfo.Kind"/> <c>chat</c> has beyond other sessions.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Hosts">Who lead it.</param>
/// <param name="Guests">Who was invited.</param>
/// <param name="Questions">By number, those that were put and those that are planned; what the hosts do not show ahead has no words before it is put.</param>
/// <param name="Open">The number of the question that was put last; null before the first and once it is closed.</param>
/// <param name="ByTheClock">Planned questions are put by themselves when their minute has come.</param>
/// <param name="Ahead">What is planned is for all to see before it is put.</param>
/// <param name="Pinned">The id of the post that is pinned on top.</param>
/// <param name="Lead">Who has the desk; null for nobody.</param>
/// <param name="Beside">Cards on show that belong to no question.</param>
/// <param name="ClosedAt">When its host closed it. UTC.</param>
/// <param name="Last">The feed's number up to which cards are counted: what comes with a higher one is not in any count yet.</param>
public sealed record ChatInfo(
    string Event, string Session, IReadOnlyList<ChatPerson> Hosts, IReadOnlyList<ChatPerson> Guests, IReadOnlyList<ChatQuestion> Questions,
    int? Open, bool ByTheClock, bool Ahead, string? Pinned, string? Lead, int Beside, DateTimeOffset? ClosedAt, long Last);

/// <summary>The latest of what belongs to one question of a chat.</summary>
/// <param name="Question">Its number; null for what belongs to none.</param>
/// <param name="Entries">As they stand, oldest first. The post that puts the question is the first of them, whenever that was.</param>
/// <param name="Before">There is more before this number; null where that is all.</param>
public sealed record ChatSection(int? Question, IReadOnlyList<FeedEntry> Entries, long? Before);

/// <summary>A chat as a page of it opens.</summary>
/// <param name="Chat">How far it has come.</param>
/// <param name="Sections">Of each question that was put, by number, and of what belongs to none.</param>
/// <param name="Pinned">The post that is pinned on top.</param>
public sealed record ChatRoom(ChatInfo Chat, IReadOnlyList<ChatSection> Sections, FeedEntry? Pinned);

/// <summary>Somebody who posted in a chat, as its hosts see them.</summary>
/// <param name="Author">Who.</param>
/// <param name="Network">Where.</param>
/// <param name="PostId">Their first post in it, or the one that waits for an answer.</param>
/// <param name="Text">Its words.</param>
/// <param name="Url">Its page; null for one on our own page.</param>
/// <param name="At">When. UTC.</param>
public sealed record ChatGuest(Author Author, Network Network, string PostId, string Text, string? Url, DateTimeOffset At);

/// <summary>A chat as its hosts see it.</summary>
/// <param name="Chat">As all see it, but with all that is planned.</param>
/// <param name="At">The moment. UTC.</param>
/// <param name="People">Who posted in it.</param>
/// <param name="PostsPerMinute">Mean of the last five minutes.</param>
/// <param name="QuietFor">Whole minutes since anybody but its hosts said anything, while it runs; null where that is not long.</param>
/// <param name="New">Posted in this event for the first time, and nobody of the hosts has answered, named or welcomed them. First come first, at most 50.</param>
/// <param name="Unanswered">Posts that ask something and were neither answered nor set aside. Oldest first, at most 50.</param>
/// <param name="Pinned">The post that is pinned on top, while it is on show.</param>
/// <param name="MayLead">Names of the accounts that are its hosts, by invitation: whom the desk can be handed to beside those it is planned with.</param>
public sealed record ChatDesk(
    ChatInfo Chat, DateTimeOffset At, int People, double PostsPerMinute, int? QuietFor, IReadOnlyList<ChatGuest> New, IReadOnlyList<ChatGuest> Unanswered,
    ChatGuest? Pinned, IReadOnlyList<string> MayLead);

/// <summary>The body of <c>PUT /api/events/{event}/sessions/{session}/chat/state</c>: what is null stays as it is.</summary>
/// <param name="ByTheClock">Planned questions are put when their minute has come.</param>
/// <param name="Lead">Who has the desk; empty for nobody.</param>
/// <param name="Pinned">The id of the post that is pinned on top; empty for none.</param>
/// <param name="Closed">Whether it is closed.</param>
public sealed record NewChatState(bool? ByTheClock = null, string? Lead = null, string? Pinned = null, bool? Closed = null);

/// <summary>The body of <c>POST …/chat/questions/{number}</c>, which puts a question, and of <c>POST …/chat/questions</c>, which puts one after all others.</summary>
/// <param name="Text">1…400 characters; null for the words that are planned.</param>
public sealed record NewChatQuestion(string? Text = null);

/// <summary>The body of <c>PUT /api/events/{event}/posts/answer/{id}</c>: a host's word on which question a post belongs to.</summary>
/// <param name="Question">Its number; null for none. To leave it out is a mistake, not a null.</param>
public sealed record NewAnswer([property: System.Text.Json.Serialization.JsonRequired] int? Question);

/// <summary>The body of <c>POST …/chat/welcomes</c>.</summary>
/// <param name="Author"><c>network:id</c>.</param>
public sealed record NewWelcome(string? Author);

/// <summary>The body of <c>POST …/chat/set-aside</c>: what somebody asks in a post was answered elsewhere, or needs no answer.</summary>
/// <param name="Post">Its id.</param>
public sealed record NewSetAside(string? Post);
