using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Chats;

/// <summary>What is known of a session that is a chat for as long as nobody changes it. How far it has come is in the archive (<see cref="ChatQuestionRow"/>).</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Hosts">Who lead it.</param>
/// <param name="Guests">Who was invited.</param>
/// <param name="ClosedAt">When its hosts closed it. UTC.</param>
sealed record KnownChat(string Session, IReadOnlyList<ChatPerson> Hosts, IReadOnlyList<ChatPerson> Guests, DateTimeOffset? ClosedAt = null)
{
    readonly HashSet<string> _accounts = [.. Hosts.SelectMany(host => AccountName.Keys(host.Account ?? ""))];

    /// <summary>Whether any host can be known by their account.</summary>
    public bool HasAccounts => _accounts.Count > 0;

    /// <summary>Whether a post is by one of its hosts.</summary>
    public bool IsLed(Post post) => AccountName.Of(post) is var (handle, id) && (_accounts.Contains(handle) || _accounts.Contains(id));

    /// <summary>Its session as everybody is told of it: over once its hosts closed it.</summary>
    public SessionInfo Told(SessionInfo session) => session with { Chat = true, End = ClosedAt is { } closed && closed > session.Start && closed < session.End ? closed : session.End };

    public static KnownChat Of(ChatRow row) => new(row.Session, People(row.Hosts), People(row.Guests), row.ClosedAt);

    public static IReadOnlyList<ChatPerson> People(string json) => JsonSerializer.Deserialize<List<ChatPerson>>(json, ContractJson.Options)!;

    public static string People(IEnumerable<ChatPerson> people) => JsonSerializer.Serialize(people, ContractJson.Options);
}
