using System.Text;
using Backchannel.Contracts;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Tells what is posted beside the talks: food, ways, weather, work, goodbyes. Without it whoever asks for a charger during a plenary would be
/// filed in it by the hour.
/// </summary>
static class SmallTalk
{
    static readonly HashSet<string> Words = [.. """
        breakfast lunch brunch dinner supper sandwich snack snacks cake cookies croissant pizza vegan coffee tea espresso beer beers wine
        drinks pub bar restaurant hungry hangover
        train trains tram bus taxi cab uber ferry flight flights airport plane luggage suitcase parking car bike hotel hostel checkout
        arrived arriving landed travel travelling traveling
        headed leaving goodbye bye wifi password charger charging socket sockets battery adapter badge badges lanyard toilet toilets
        bathroom queue queueing queuing
        weather rain raining rains sunny jacket umbrella swim karaoke party afterparty tonight weekend birthday
        booth booths sponsor sponsors swag sticker stickers socks tshirt shirt hiring jobs job recruiting raffle lost hallway corridor foyer
        mittagessen mittag fruhstuck abendessen essen hunger kaffee bier zug bahn bahnhof flughafen flug hotelzimmer ladegerat ladekabel
        steckdose regen wetter spaziergang feierabend heimweg
        dejeuner petit diner cafe biere gare avion aeroport pluie meteo chargeur
        almuerzo cena desayuno cerveza tren avion aeropuerto lluvia cargador
        almoco jantar cerveja comboio aviao chuva carregador
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    static readonly string[] Parts = ["昼ごはん", "ランチ", "電車", "ホテル", "天気", "雨", "قهوة", "القهوة", "غداء", "قطار", "فندق", "午饭", "咖啡", "酒店", "점심", "커피"];

    public static bool Is(string folded) =>
        Wording.Split(folded).Any(Words.Contains) || Parts.Any(part => folded.Contains(part, StringComparison.Ordinal));

    /// <summary>Whether it has a hashtag as events have it, a name and a year, and none of ours.</summary>
    public static bool IsElsewhere(Post post, Func<string, bool> isOurs)
    {
        var tags = TagSigns.In(post).ToList();
        return tags.Exists(NamesAYear) && !tags.Exists(tag => isOurs(tag));
    }

    static bool NamesAYear(string tag)
    {
        var digits = tag.Length - tag.AsSpan().TrimEnd("0123456789").Length;
        var name = tag[..^digits];
        return name.Length >= 3 && name.EnumerateRunes().All(Rune.IsLetter) && (digits == 2 || digits == 4 && tag[^4..].StartsWith("20", StringComparison.Ordinal));
    }
}
