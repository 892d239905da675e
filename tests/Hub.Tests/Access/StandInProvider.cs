using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Backchannel.Hub.Tests.Access;

/// <summary>How a provider, or somebody who acts as one, says what is not to be believed.</summary>
public enum Lie { None, Nonce, Issuer, Audience, Expired, Signature, NotSigned, OtherPerson, Denied, State }

/// <summary>An OpenID Connect provider on loopback: discovery, keys, the code flow with PKCE, and id_tokens signed with RS256.</summary>
public sealed class StandInProvider : IAsyncDisposable
{
    public const string ClientId = "backchannel", ClientSecret = "a made-up secret of the client";

    readonly RSA _key = RSA.Create(2048);
    readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string Redirect)> _codes = new();
    readonly WebApplication _app;

    StandInProvider(WebApplication app) => _app = app;

    public string Authority => _app.Urls.First();

    public Lie Lie { get; set; }

    /// <summary>Who signs in there next.</summary>
    public Dictionary<string, object> Who { get; set; } = Person("mira");

    /// <summary>Where it was asked to send them back to.</summary>
    public string? Redirect { get; private set; }

    public Dictionary<string, string?> Settings(params string[] organizers) => new Dictionary<string, string?>
    {
        ["OpenIdConnect:Authority"] = Authority,
        ["OpenIdConnect:ClientId"] = ClientId,
        ["OpenIdConnect:ClientSecret"] = ClientSecret,
        ["OpenIdConnect:Name"] = "Tidewater ID",
    }.Concat(organizers.Select((who, index) => KeyValuePair.Create($"OpenIdConnect:Organizers:{index}", (string?)who))).ToDictionary();

    public static Dictionary<string, object> Person(string name, bool verified = true) => new()
    {
        ["sub"] = $"subject-of-{name}",
        ["name"] = name,
        ["email"] = $"{name}@tidewater.example",
        ["email_verified"] = verified,
    };

    public static async Task<StandInProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new StandInProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.Describe);
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.Token);
        app.MapGet("/me", provider.Me);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    IResult Describe() => Results.Json(new
    {
        issuer = Authority,
        authorization_endpoint = $"{Authority}/authorize",
        token_endpoint = $"{Authority}/token",
        userinfo_endpoint = $"{Authority}/me",
        jwks_uri = $"{Authority}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
    });

    IResult Keys()
    {
        var key = _key.ExportParameters(false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Url(key.Modulus!), e = Url(key.Exponent!) } } });
    }

    IResult Authorize(HttpRequest request)
    {
        string Asked(string name) => request.Query[name].ToString();
        if (Asked("client_id") != ClientId || Asked("response_type") != "code" || Asked("code_challenge_method") != "S256" || !Asked("scope").Contains("openid", StringComparison.Ordinal))
            return Results.BadRequest();
        Redirect = Asked("redirect_uri");
        var state = Lie == Lie.State ? "made-up" : Uri.EscapeDataString(Asked("state"));
        if (Lie == Lie.Denied) return Results.Redirect($"{Redirect}?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E&state={state}");
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (Asked("nonce"), Asked("code_challenge"), Redirect);
        return Results.Redirect($"{Redirect}?code={code}&state={state}");
    }

    async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var proof = Url(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["client_secret"] != ClientSecret || !_codes.TryRemove(form["code"].ToString(), out var asked) || asked.Challenge != proof || asked.Redirect != form["redirect_uri"])
            return Results.BadRequest(new { error = "invalid_grant" });
        return Results.Json(new { access_token = "made-up", token_type = "Bearer", expires_in = 300, id_token = IdToken(asked.Nonce) });
    }

    IResult Me(HttpRequest request)
    {
        if (request.Headers.Authorization != "Bearer made-up") return Results.Unauthorized();
        return Results.Json(Lie == Lie.OtherPerson ? Person("somebody-else") : Who);
    }

    string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>(Who.Where(claim => claim.Key == "sub"))
        {
            ["iss"] = Lie == Lie.Issuer ? "https://id.elsewhere.example" : Authority,
            ["aud"] = Lie == Lie.Audience ? "another-client" : ClientId,
            ["nonce"] = Lie == Lie.Nonce ? "another" : nonce,
            ["iat"] = now.AddMinutes(-20).ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(Lie == Lie.Expired ? -10 : 5).ToUnixTimeSeconds(),
        };
        var signed = $"{Json(new { alg = Lie == Lie.NotSigned ? "none" : "RS256", kid = "one", typ = "JWT" })}.{Json(claims)}";
        if (Lie == Lie.NotSigned) return $"{signed}.";
        using var strangers = RSA.Create(2048);
        var key = Lie == Lie.Signature ? strangers : _key;
        return $"{signed}.{Url(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    static string Json(object value) => Url(JsonSerializer.SerializeToUtf8Bytes(value));

    static string Url(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
