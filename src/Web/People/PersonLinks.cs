using Backchannel.Contracts;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.People;

/// <summary>Addresses that the people page links to.</summary>
static class PersonLinks
{
    public static string People(EventInfo info, string? me, PersonRole? role) => With(EventLinks.People(info), ("me", me), ("role", role?.ToString().ToLowerInvariant()));

    // With a fragment of its own: without one, a browser takes the form's along.
    public static string LeftOut(EventInfo info) => With(EventLinks.People(info), ("left", "out")) + "#left-out";

    /// <summary>What somebody said, or what was said of something.</summary>
    public static string Search(EventInfo info, string words) => With(EventLinks.Search(info), ("q", words));

    static string With(string page, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(page, query.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
