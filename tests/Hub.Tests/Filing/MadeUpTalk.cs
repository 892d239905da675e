using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>A session of the made-up day, and how people speak of it.</summary>
/// <param name="Info">As the schedule has it.</param>
/// <param name="Topic">How somebody in the audience would say what it is about, in their own words.</param>
/// <param name="Quote">Something that was said in it.</param>
sealed record MadeUpTalk(SessionInfo Info, string Topic, string Quote);
