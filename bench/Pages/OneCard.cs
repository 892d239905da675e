using System.Text;
using System.Text.RegularExpressions;

namespace Backchannel.Bench.Pages;

/// <summary>What a page on <c>/live</c> is sent for one post.</summary>
static partial class OneCard
{
    /// <summary>The data of one frame, of one card, as the product makes it.</summary>
    public static async Task<string> Of(Product product)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        using var reader = new StreamReader(await http.GetStreamAsync(new Uri(product.Address, $"/{Product.Event}/live")));
        await Task.Delay(500);
        product.Send();
        var frame = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal)) _ = frame.AppendLine(line[5..].TrimStart());
            else if (line.Length == 0)
            {
                if (Marks().IsMatch(frame.ToString())) return frame.ToString().ReplaceLineEndings("\n").TrimEnd();
                _ = frame.Clear();
            }
        }
        throw new InvalidDataException("The stream ended.");
    }

    /// <summary>The same with another mark.</summary>
    public static string With(string card, string mark) => Marks().Replace(card, mark);

    [GeneratedRegex("zq[0-9]{7}x[0-9]{16}q")]
    private static partial Regex Marks();
}
