namespace Backchannel.Web.Writing;

/// <summary>What is wrong with a form, by field.</summary>
static class FieldErrors
{
    /// <summary>All of it in one paragraph; null where nothing is.</summary>
    public static string? Of(this IReadOnlyDictionary<string, string[]> errors, string field) =>
        errors.TryGetValue(field, out var words) && words.Length > 0 ? string.Join(" ", words) : null;
}
