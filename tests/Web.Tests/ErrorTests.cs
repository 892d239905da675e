using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Backchannel.Web.Tests;

public sealed class ErrorTests
{
    [Fact]
    public async Task A_page_that_fails_is_answered_with_a_page_and_the_api_answers_for_itself()
    {
        await using var web = await WebUnderTest.Start(null, new() { ["Hub:Url"] = null }, before: app =>
        {
            // As in a process that is hub and Web: the API's own handling lies outside that of the pages.
            app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidDataException)
                {
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                }
            });
            app.MapGet("/api/broken", void () => throw new InvalidDataException());
            app.MapGet("/broken", void () => throw new InvalidDataException());
        });

        using var api = await web.Http.GetAsync("/api/broken");
        Assert.Equal(HttpStatusCode.BadRequest, api.StatusCode);
        Assert.Null(api.Content.Headers.ContentType);
        using var page = await web.Http.GetAsync("/broken");
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Contains("it was us", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
