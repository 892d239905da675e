using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Access;

/// <summary>Another provider that knows who somebody is, under <c>OpenIdConnect:</c>. Without an authority there is none.</summary>
public sealed class OpenIdSettings
{
    public const string Section = "OpenIdConnect";

    /// <summary>Where the provider describes itself: <c>https://id.example.org</c>, to which <c>/.well-known/openid-configuration</c> is added.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>What people call it: "Sign in with …".</summary>
    public string Name { get; set; } = "your organization";

    /// <summary>Who are organizers without being invited: e-mail addresses that the provider has verified, or its subjects.</summary>
    public List<string> Organizers { get; set; } = [];

    internal bool IsOn => Authority is { Length: > 0 };

    /// <summary>Plain http would let anybody in between say who somebody is; to this machine there is no between.</summary>
    internal bool IsOnThisMachine => Uri.TryCreate(Authority, UriKind.Absolute, out var address) && address.IsLoopback;

    internal static OpenIdSettings From(IConfiguration configuration) => configuration.GetSection(Section).Get<OpenIdSettings>() ?? new();
}

/// <summary>Lists everything that is wrong with them at once.</summary>
sealed class ValidateOpenIdSettings : IValidateOptions<OpenIdSettings>
{
    public ValidateOptionsResult Validate(string? name, OpenIdSettings options) =>
        Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    static IEnumerable<string> Faults(OpenIdSettings options)
    {
        const string Section = OpenIdSettings.Section;
        if (options is { IsOn: false, ClientId: null or "", ClientSecret: null or "", Organizers: [] }) yield break;
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps && !(authority.Scheme == Uri.UriSchemeHttp && options.IsOnThisMachine))
            yield return $"{Section}:Authority is '{options.Authority}': give the provider's https address, such as https://id.example.org, or leave out all of {Section}.";
        if (string.IsNullOrWhiteSpace(options.ClientId)) yield return $"{Section}:ClientId is missing: give the one under which the provider knows this installation.";
        if (string.IsNullOrWhiteSpace(options.ClientSecret)) yield return $"{Section}:ClientSecret is missing: the provider gives it beside the client's id.";
        if (string.IsNullOrWhiteSpace(options.Name)) yield return $"{Section}:Name is empty: say what people call the provider, or leave it out.";
        foreach (var (index, who) in options.Organizers.Index())
            if (string.IsNullOrWhiteSpace(who)) yield return $"{Section}:Organizers:{index} is empty: give an e-mail address that the provider has verified, or a subject.";
    }
}
