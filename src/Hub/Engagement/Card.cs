using Backchannel.Contracts;
using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Engagement;

/// <summary>A card on show as it is counted: what it says is not here.</summary>
/// <param name="Id">Its post.</param>
/// <param name="At">When that was made.</param>
/// <param name="Network">Where.</param>
/// <param name="By">By whom: the same number for the same account.</param>
/// <param name="Reply">It answers another post.</param>
/// <param name="Session">Where it is filed.</param>
/// <param name="Traits">What it has besides words.</param>
/// <param name="Listed">Its author does not mind to be found.</param>
sealed record Card(string Id, DateTimeOffset At, Network Network, int By, bool Reply, string? Session, Traits Traits, bool Listed);
