namespace Backchannel.Whole.Tests.Machinery;

/// <summary>Finds what was built with this test.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>As this test was built: <c>Debug</c> or <c>Release</c>.</summary>
    public static string Configuration { get; } = Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

    public static string Project(string name) => Path.Combine(Root, "src", name, $"{name}.csproj");

    public static string Built(string name) =>
        Path.Combine(Root, "src", name, "bin", Configuration, Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), $"Backchannel.{name}.dll");

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Backchannel.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This test runs from inside the repository only: it starts what was built there.");
        return folder.FullName;
    }
}
