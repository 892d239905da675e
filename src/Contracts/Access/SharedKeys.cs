using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace Backchannel.Contracts;

/// <summary>
/// Keys in Redis, for all processes of a kind, and in this one's folder as well: a Redis that lost them is given them anew, and one that is away stops
/// nobody who has them.
/// </summary>
sealed class SharedKeys(IXmlRepository folder, IXmlRepository redis) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var own = folder.GetAllElements();
        try
        {
            var shared = redis.GetAllElements().ToDictionary(Name);
            foreach (var missing in own.Where(element => !shared.ContainsKey(Name(element))))
            {
                redis.StoreElement(missing, Name(missing));
                shared[Name(missing)] = missing;
            }
            return shared.Values;
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            return own;
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        folder.StoreElement(element, friendlyName);
        try
        {
            redis.StoreElement(element, friendlyName);
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            // It is given this one when keys are read next.
        }
    }

    static string Name(XElement element) => (string?)element.Attribute("id") ?? element.ToString(SaveOptions.DisableFormatting);
}
