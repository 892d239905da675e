namespace Backchannel.Web.Images;

/// <summary>Addresses of pictures as pages may show them.</summary>
public sealed class ImageUrls
{
    /// <summary>A picture of another site, as one of ours; a path of our own origin stays as it is.</summary>
    public string For(string url) => url;
}
