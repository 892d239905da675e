using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions by their room's hashtag: the one that is on there then, as <see cref="Slots.Current"/> says where the slots of two overlap; a break only
/// where nothing else is on there. Of several tags the first counts in whose room something is on.
/// </summary>
sealed class RoomSigns
{
    readonly ILookup<string, string> _byTag;

    public RoomSigns(IReadOnlyList<RoomInfo> rooms, IReadOnlySet<string> everybodys)
    {
        _byTag = rooms.SelectMany(room => room.Hashtags.Select(tag => (Tag: TextFold.Tag(tag), room.Name)))
            .Where(pair => !everybodys.Contains(pair.Tag)).ToLookup(pair => pair.Tag, pair => pair.Name);
    }

    public bool Knows(string tag) => _byTag.Contains(tag);

    public SessionInfo? Of(Post post, IReadOnlyList<SessionInfo> on)
    {
        if (_byTag.Count == 0) return null;
        foreach (var tag in TagSigns.In(post))
        {
            var there = on.Where(session => session.Room is not null && _byTag[tag].Contains(session.Room)).ToList();
            if (there.Count == 0) continue;
            return Slots.Current(there.Where(session => !Breaks.Is(session)), post.CreatedAt) ?? Slots.Current(there, post.CreatedAt);
        }
        return null;
    }
}
