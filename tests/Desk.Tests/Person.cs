using System.Net;

namespace Backchannel.Desk.Tests;

/// <summary>Somebody with a browser that keeps cookies, runs no scripts and follows no redirect by itself.</summary>
sealed class Person : IDisposable
{
    readonly CookieContainer _cookies = new();
    readonly HttpClient _http;

    public Person(Uri address, string? token = null)
    {
        if (token is not null) _cookies.Add(address, new System.Net.Cookie(CallerHandler.Cookie, token));
        // Who does not wait for the server's word on a body that it does not take is cut off while sending it, and never reads that word.
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public string? Token => _cookies.GetCookies(_http.BaseAddress!)[CallerHandler.Cookie]?.Value;

    public Task<HttpResponseMessage> Open(string path) => _http.GetAsync(path);

    public async Task<string> Read(string path) => await (await Open(path)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    /// <summary>The page's forms.</summary>
    public async Task<IReadOnlyList<PageForm>> Forms(string path) => PageForm.Of(await Read(path), path);

    public async Task<HttpResponseMessage> Send(PageForm form, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(form.Fields) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => _http.SendAsync(request);

    /// <summary>Fills in a page's form, the first that has all of these fields, and sends it.</summary>
    public async Task<HttpResponseMessage> Fill(string path, params (string Name, string Value)[] fields)
    {
        var form = (await Forms(path)).First(form => fields.All(field => form.Fields.ContainsKey(field.Name)));
        return await Send(form.With([.. fields.Select(field => (field.Name, (string?)field.Value))]));
    }

    public void Dispose() => _http.Dispose();
}
