using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests.Access;

/// <summary>Every form of every page, sent as another site would send it in somebody's name.</summary>
public class ForgedFormsTests
{
    [Fact]
    public async Task A_form_without_its_token_with_anothers_or_from_another_site_changes_nothing()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("pier"));
        var key = await Call<ApiKeyMade>(desk, "keys", new NewApiKey("Overlay", Role.Moderator));
        var invitation = await Call<InvitationMade>(desk, "invitations", new NewInvitation("Zola", Role.Moderator, null, 24));
        using var nobody = new Person(desk.Address);
        // While there is no organizer, the page of the first start has a form too.
        var forms = (await nobody.Forms(desk.SetupPath)).Select(form => (Page: "/setup", By: nobody, Form: form)).ToList();
        var token = await desk.SignedIn("Mira", Role.Organizer);
        await desk.SignedIn("Tomasz", Role.Moderator, Made.Event);
        using var mira = new Person(desk.Address, token);
        foreach (var page in Pages(desk.Services).Append($"/join?token={invitation.Token}"))
            foreach (var by in (Person[])[nobody, mira])
                forms.AddRange((await FormsOf(by, page)).Select(form => (page, by, form)));
        foreach (var page in (string[])["/setup", "/sign-in", $"/{Made.Event}/post", DeskUnderTest.Page("/access"), DeskUnderTest.Page("/rules"), "/account"])
            Assert.Contains(forms, form => form.Page == page);

        var before = await Everything(desk);
        var foreign = (await new Person(desk.Address).Forms("/sign-in"))[0].Fields[PageForm.TokenField];
        foreach (var (page, by, form) in forms)
        {
            await Refused(page, by, form.With((PageForm.TokenField, null)));
            await Refused(page, by, form.With((PageForm.TokenField, foreign)));
            await Refused(page, by, form.With((PageForm.TokenField, "CfDJ8forged")));
            if (by != mira) continue;
            // Whatever the token: to another site's page nobody is signed in.
            await Refused(page, by, form, ("Sec-Fetch-Site", "cross-site"));
            await Refused(page, by, form, ("Sec-Fetch-Site", "same-site"));
            await Refused(page, by, form, ("Origin", "https://elsewhere.example"));
            await Refused(page, by, form, ("Origin", "null"));
        }
        Assert.Equal(before, await Everything(desk));
        Assert.Equal("Mira", (await desk.Get<Caller>("/api/access/me", desk.As(token))).Name);
        Assert.Equal("Overlay", (await desk.Get<Caller>("/api/access/me", desk.As(key.Key))).Name);
    }

    [Fact]
    public async Task The_API_does_not_take_a_cookie_from_another_sites_page()
    {
        await using var desk = await DeskUnderTest.Start();
        var token = await desk.SignedIn("Mira", Role.Organizer);
        foreach (var (header, value, expected) in new[]
        {
            ("Sec-Fetch-Site", "cross-site", HttpStatusCode.Unauthorized), ("Origin", "https://elsewhere.example", HttpStatusCode.Unauthorized),
            ("Origin", "null", HttpStatusCode.Unauthorized), ("Sec-Fetch-Site", "same-origin", HttpStatusCode.Created),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, DeskUnderTest.Api("/access/keys")) { Content = JsonContent.Create(new NewApiKey("Overlay", Role.Moderator), options: ContractJson.Options) };
            request.Headers.Add("Cookie", $"{CallerHandler.Cookie}={token}");
            request.Headers.Add(header, value);
            using var answer = await desk.Anybody.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    static async Task Refused(string page, Person by, PageForm form, params (string, string)[] headers)
    {
        using var answer = await by.Send(form, headers);
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized,
            $"{form.Action} of {page}, with {string.Join(", ", headers.Select(h => h.ToString()))} and {form.Fields.GetValueOrDefault(PageForm.TokenField)}, answers {answer.StatusCode}");
    }

    static async Task<IReadOnlyList<PageForm>> FormsOf(Person by, string page)
    {
        using var answer = await by.Open(page);
        return answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "text/html" ? PageForm.Of(await answer.Content.ReadAsStringAsync(), page) : [];
    }

    static IEnumerable<string> Pages(IServiceProvider services) =>
        services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}".Replace("{slug}", Made.Event, StringComparison.OrdinalIgnoreCase).Replace("{id}", "pier", StringComparison.OrdinalIgnoreCase))
            .Where(page => !page.Contains('{')).Distinct();

    static async Task<T> Call<T>(DeskUnderTest desk, string path, object body)
    {
        using var answer = await desk.Organizer.PostAsJsonAsync(DeskUnderTest.Api($"/access/{path}"), body, ContractJson.Options);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>(ContractJson.Options))!;
    }

    // What a form could have changed.
    static Task<string> Everything(DeskUnderTest desk) => desk.Read(async db => string.Join(" | ",
        await db.Accounts.CountAsync(), await db.SignIns.CountAsync(), await db.ApiKeys.CountAsync(), await db.Invitations.CountAsync(i => i.RevokedAt == null && i.Account == null),
        await db.Posts.CountAsync(), await db.LeftOut.CountAsync(), await db.Votes.CountAsync(), await db.Decisions.CountAsync(),
        string.Join(',', await db.Events.Select(e => e.Policy).ToListAsync()), string.Join(',', await db.Accounts.OrderBy(a => a.Id).Select(a => a.Name + a.Role).ToListAsync())));
}
