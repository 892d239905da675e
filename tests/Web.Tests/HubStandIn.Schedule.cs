using Backchannel.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Backchannel.Web.Tests;

public sealed partial class HubStandIn
{
    /// <summary>The numbers of sessions, for whoever asks instead of waiting for the next push.</summary>
    public IReadOnlyList<SessionPulse> Numbers { get; set; } = [];

    partial void MapSchedule(WebApplication app) =>
        app.MapGet("/api/events/{slug}/trending", () => Results.Json(Numbers, ContractJson.Options));
}
