using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests;

/// <summary>Whatever takes a body takes no more of it than it needs, from anybody.</summary>
public class OversizedTests
{
    static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE"];

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task No_call_and_no_form_takes_a_body_of_forty_megabytes(string type)
    {
        await using var desk = await DeskUnderTest.Start();
        var calls = Calls(desk).ToList();
        Assert.True(calls.Count > 20, $"only {calls.Count} calls were found");
        foreach (var (method, path) in calls)
            foreach (var who in (HttpClient[])[desk.Anybody, desk.Organizer])
            {
                using var request = new HttpRequestMessage(new(method), path) { Content = new Large(40 * 1024 * 1024) };
                request.Content.Headers.ContentType = new(type);
                request.Headers.ExpectContinue = true;
                using var answer = await Answer(who, request);
                Assert.True(answer is null || (int)answer.StatusCode is >= 300 and < 500, $"{method} {path} answered {answer?.StatusCode}");
            }
        Assert.Equal(HttpStatusCode.OK, (await desk.Anybody.GetAsync(DeskUnderTest.Api())).StatusCode);
    }

    [Fact]
    public async Task What_anybody_may_send_is_refused_long_before_it_is_large()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("queues"));
        foreach (var path in (string[])["/posts", "/sessions/queues/questions", "/people/left-out"])
        {
            using var content = new Large(256 * 1024);
            content.Headers.ContentType = new("application/json");
            using var answer = await desk.Anybody.PostAsync(DeskUnderTest.Api(path), content);
            Assert.Equal((path, HttpStatusCode.RequestEntityTooLarge), (path, answer.StatusCode));
        }
    }

    static async Task<HttpResponseMessage?> Answer(HttpClient who, HttpRequestMessage request)
    {
        try
        {
            return await who.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // The server hung up on it.
            return null;
        }
    }

    static IEnumerable<(string Method, string Path)> Calls(DeskUnderTest desk) =>
        desk.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Intersect(Methods).Select(method => (method, Path(endpoint.RoutePattern))))
            .Where(call => !call.Item2.StartsWith("/_", StringComparison.Ordinal) && !call.Item2.StartsWith("/hubs", StringComparison.Ordinal)).Distinct();

    static string Path(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: "slug" or "event" } => Made.Event,
        _ => "x",
    }))));

    /// <summary>As many bytes as one likes, made as they are sent.</summary>
    sealed class Large(int size) : HttpContent
    {
        static readonly byte[] Block = new byte[64 * 1024];

        static Large() => Array.Fill(Block, (byte)'"');

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < size; sent += Block.Length) await stream.WriteAsync(Block);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }
    }
}
