namespace Backchannel.Whole.Tests.Machinery;

/// <summary>A folder of this test's own, gone with it.</summary>
sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("backchannel-").FullName;

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        // A process that was just killed may still be letting go of a file.
        catch (IOException) { }
    }
}
