using System.Text.Json;
using Backchannel.Bench.Peers;
using Microsoft.AspNetCore.SignalR;

// What the product is measured against, in a process of its own: a bare SignalR hub that sends one frame a post to a group, and two Blazor pages
// with a circuit each, one that renders its list of posts anew and one that is handed ready HTML.

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSignalR();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddSingleton<Posts>();

var app = builder.Build();
app.UseAntiforgery();
app.MapHub<BareHub>("/bare");
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.MapPost("/publish", async (HttpRequest request, Posts posts, IHubContext<BareHub> hub) =>
{
    var post = (await JsonSerializer.DeserializeAsync<JsonElement>(request.Body)).Clone();
    posts.Add(post.GetProperty("post").GetProperty("text").GetString()!);
    await hub.Clients.Group(BareHub.Everybody).SendAsync("Entry", post);
});
app.Run();

namespace Backchannel.Bench.Peers
{
    /// <summary>What the documentation of SignalR shows: everybody in one group, each post sent as it comes.</summary>
    sealed class BareHub : Hub
    {
        public const string Everybody = "everybody";

        public Task Follow() => Groups.AddToGroupAsync(Context.ConnectionId, Everybody);
    }

    /// <summary>The latest posts, and a call for each that comes.</summary>
    sealed class Posts
    {
        readonly Lock _lock = new();
        readonly Queue<string> _latest = new();

        public event Action<string>? Came;

        public IReadOnlyList<string> Latest
        {
            get { lock (_lock) return [.. _latest.Reverse()]; }
        }

        public void Add(string text)
        {
            lock (_lock)
            {
                _latest.Enqueue(text);
                if (_latest.Count > 50) _ = _latest.Dequeue();
            }
            Came?.Invoke(text);
        }
    }
}
