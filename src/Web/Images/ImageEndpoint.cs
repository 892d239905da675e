using Backchannel.Outbound;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Backchannel.Web.Images;

/// <summary><c>GET /img/{signature}/{url}</c>: a picture of another site, so that no page ever asks another site itself.</summary>
static class ImageEndpoint
{
    public static void AddImages(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ImageOptions>(configuration.GetSection(ImageOptions.Section));
        services.TryAddSingleton<AddressPolicy>();
        services.AddSingleton<ImageKey>();
        services.AddSingleton(provider => new ImageUrls(provider.GetRequiredService<ImageKey>()));
        services.AddSingleton(provider => new ImageFetcher(
            provider.GetRequiredService<AddressPolicy>(), provider.GetRequiredService<IOptions<ImageOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ImageProxy>();
    }

    public static void MapImages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/img/{signature}/{url}", Get).AllowAnonymous().ExcludeFromDescription();

    static async Task<IResult> Get(string signature, string url, HttpContext context, ImageUrls urls, ImageProxy images)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (urls.Verify(signature, url) is not { } target)
            return Results.Problem("Pictures are shown only at the addresses that pages give them.", statusCode: 404, title: "No such picture.");

        var (image, trouble) = await images.Get(target, context.RequestAborted);
        if (image is null)
        {
            context.Response.Headers.CacheControl = trouble == ImageTrouble.Busy ? "no-store" : "public, max-age=60";
            return Results.Problem(Words(trouble), statusCode: trouble switch { ImageTrouble.Missing => 404, ImageTrouble.Busy => 503, _ => 502 }, title: "This picture cannot be shown.");
        }
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Stream(image.Content, image.Type);
    }

    static string Words(ImageTrouble trouble) => trouble switch
    {
        ImageTrouble.Missing => "Its site no longer has it.",
        ImageTrouble.Refused => "It does not lie on the public internet.",
        ImageTrouble.TooLarge => "It is larger than 8 MB, or than 40 megapixels.",
        ImageTrouble.NotAnImage => "It is not a JPEG, PNG, GIF, WebP or AVIF.",
        ImageTrouble.Busy => "Many pictures are being fetched just now.",
        ImageTrouble.TooSlow => "Its site took too long.",
        _ => "Its site does not answer.",
    };
}
