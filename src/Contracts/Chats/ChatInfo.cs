namespace Backchannel.Contracts;

/// <summary>A question of a chat.</summary>
/// <param name="Number">From 1: what people write after A.</param>
/// <param name="Text">Plain text; null where the post that put it is gone and nothing was planned.</param>
/// <param name="Minute">When it is planned, in minutes from the chat's start; null for whenever the host likes.</param>
/// <param name="AskedAt">When it was put; null before. UTC.</param>
/// <param name="PostId">The post that puts it, while it is on show.</param>
public sealed record ChatQuestion(int Number, string? Text, int? Minute, DateTimeOffset? AskedAt, string? PostId);

/// <summary>A chat as it stands: what a session of <see cref="SessionInfo.Kind"/> <c>chat</c> has beyond other sessions.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Hosts">Who lead it.</param>
/// <param name="Guests">Who was invited.</param>
/// <param name="Questions">By number, those that were put and those that are planned and may be seen.</param>
/// <param name="Open">The number of the question that was put last; null before the first and once it is closed.</param>
/// <param name="ByTheClock">Planned questions are put by themselves when their minute has come.</param>
/// <param name="Pinned">The id of the post that is pinned on top.</param>
/// <param name="Lead">Who has the desk; null for nobody.</param>
/// <param name="ClosedAt">When its host closed it. UTC.</param>
public sealed record ChatInfo(
    string Event, string Session, IReadOnlyList<ChatPerson> Hosts, IReadOnlyList<ChatPerson> Guests, IReadOnlyList<ChatQuestion> Questions,
    int? Open, bool ByTheClock, string? Pinned, string? Lead, DateTimeOffset? ClosedAt);
