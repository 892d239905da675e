namespace Backchannel.Web;

/// <summary>The folder for what must outlive a restart: the setting <c>Backchannel:Data</c>, or <c>data</c>.</summary>
static class DataFolder
{
    public static string Of(IConfiguration configuration) =>
        configuration["Backchannel:Data"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.GetFullPath("data");
}
