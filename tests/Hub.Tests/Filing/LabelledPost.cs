using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>A made-up post, and what whoever wrote it had in mind.</summary>
/// <param name="Post">What the network gives.</param>
/// <param name="About">Id of the session that it is about; null where it is about none, or about several.</param>
/// <param name="Kind">What sort of post it is, for the table.</param>
sealed record LabelledPost(Post Post, string? About, string Kind);
