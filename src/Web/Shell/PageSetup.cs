using Backchannel.Web.Access;
using Backchannel.Web.Agenda;
using Backchannel.Web.Chats;
using Backchannel.Web.Events;
using Backchannel.Web.Organize.Access;
using Backchannel.Web.Organize.Log;
using Backchannel.Web.Previews;
using Backchannel.Web.Questions;
using Backchannel.Web.Recaps;
using Backchannel.Web.Screens;
using Backchannel.Web.Sessions;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Web;

/// <summary>The pages' own part of <see cref="AddWeb"/> and <see cref="MapWeb"/>.</summary>
public static partial class WebSetup
{
    static partial void AddPages(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PublicAddress>();
        services.AddPreviews();
        services.AddRecaps();
        services.AddSingleton<NowFragments>();
        services.AddSingleton<ChatsKnown>();
        services.AddSingleton<DigestParts>();
        services.AddSingleton<LiveDigests>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveDigests>());
    }

    static partial void MapPages(WebApplication app)
    {
        app.MapGet("/look/{accent}.css", LookSheet.Get).AllowAnonymous().ShortCircuit();
        app.MapPreviews();
        app.MapVotes();
        app.MapSignOut();
        app.MapAccessForms();
        app.MapScreensButton();
        app.MapGet("/{event}/now", NowFragments.Get).AllowAnonymous().ExcludeFromDescription();
        app.MapAgenda();
        app.MapChatFeeds();
        app.MapRecaps();
        app.MapLogUndo();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().WithStaticAssets().Add(LimitForm);
    }

    // A form is read before it is known whether the page has one, and anybody can send one: Kestrel would take 30 MB.
    static void LimitForm(EndpointBuilder page)
    {
        if (page.Metadata.OfType<ComponentTypeMetadata>().Any() && !page.Metadata.OfType<IRequestSizeLimitMetadata>().Any())
            page.Metadata.Add(new RequestSizeLimitAttribute(16 * 1024));
    }
}
