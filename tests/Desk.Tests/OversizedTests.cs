using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests;

/// <summary>Whatever takes a body takes no more of it than it needs, from anybody.</summary>
public class OversizedTests
{
    const long ForAnybody = 64 * 1024, ForOrganizers = 21 * 1024 * 1024;

    static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE"];

    [Fact]
    public async Task Every_call_and_every_form_has_a_limit_of_its_own_and_takes_no_byte_more()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("x"));
        using var noor = new Person(desk.Address, await desk.SignedIn("Noor", Role.Organizer));
        var token = (await noor.Forms(DeskUnderTest.Page("/rules")))[0].Fields[PageForm.TokenField];
        var calls = Calls(desk).ToList();
        Assert.True(calls.Count(call => call.TakesBody) > 40, $"only {calls.Count(call => call.TakesBody)} calls were found");
        Assert.Empty(calls.Where(call => call.Limit is null || call.Limit > (call.IsForAnybody ? ForAnybody : ForOrganizers)).Select(call => $"{call} takes {call.Limit}"));
        var taken = new List<string>();
        foreach (var call in calls.Where(call => call.TakesBody))
        {
            using var answer = await noor.Send(call.Sends(call.Limit!.Value + 1, token));
            if (answer.StatusCode != HttpStatusCode.RequestEntityTooLarge) taken.Add($"{call} answers {answer.StatusCode}");
        }
        Assert.Empty(taken);
    }

    // Not the connections of circuits and of the feed, which have limits of their own.
    static IEnumerable<Call> Calls(DeskUnderTest desk) =>
        from endpoint in desk.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = Path(endpoint.RoutePattern)
        where !path.StartsWith("/_", StringComparison.Ordinal) && !path.StartsWith("/hubs", StringComparison.Ordinal)
        from method in (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Intersect(Methods)
        select new Call(method, path, endpoint.Metadata);

    static string Path(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: "slug" or "event" } => Made.Event,
        _ => "x",
    }))));

    sealed record Call(string Method, string Path, EndpointMetadataCollection Metadata)
    {
        public long? Limit => Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize;

        public bool IsForAnybody => Metadata.GetMetadata<IAllowAnonymous>() is not null;

        // A schedule is whatever its bytes say.
        public bool TakesBody => Metadata.GetMetadata<IAcceptsMetadata>() is not null || Metadata.GetMetadata<ComponentTypeMetadata>() is not null || (Method, Path) == ("PUT", DeskUnderTest.Api("/schedule"));

        /// <summary>What could be taken but for its size: one long word, as a form or as JSON.</summary>
        public HttpRequestMessage Sends(long size, string token)
        {
            var (before, after, type) = Path.StartsWith("/api/", StringComparison.Ordinal) ? ("{\"text\":\"", "\"}", "application/json") : ("text=", "", "application/x-www-form-urlencoded");
            var request = new HttpRequestMessage(new(Method), Path) { Content = new StringContent(before + new string('a', (int)size - before.Length - after.Length) + after, new MediaTypeHeaderValue(type)) };
            request.Headers.Add("RequestVerificationToken", token);
            request.Headers.ExpectContinue = true;
            return request;
        }

        public override string ToString() => $"{Method} {Path}";
    }
}
