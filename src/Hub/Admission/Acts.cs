using Backchannel.Contracts;

namespace Backchannel.Hub.Admission;

static class Acts
{
    /// <summary>As the API and the log write it.</summary>
    public static string Name(this Act act) => act.ToString().ToLowerInvariant();

    /// <summary>Whether it needs to be told which posts.</summary>
    public static bool NeedsPosts(this Act act) => act is not (Act.BlockWord or Act.Unspotlight);

    /// <summary>Who may do it: what concerns one post is for whoever leads its session, what concerns the whole event is not.</summary>
    public static Role Needs(this Act act) => act.IsRule() || act is Act.Spotlight or Act.Unspotlight ? Role.Moderator : Role.Host;
}
