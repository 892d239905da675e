using Backchannel.Contracts;

namespace Backchannel.Web.Live;

public sealed partial class HubClient
{
    /// <summary>What an export of a whole event would hold; null where it is not for whoever asks.</summary>
    public async Task<ExportOutlook?> Outlook(string token, string slug, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Get, $"{Path(slug)}/export", null, cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<ExportOutlook>(ContractJson.Options, cancellationToken) : null;
    }
}
