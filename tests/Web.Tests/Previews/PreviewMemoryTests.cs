using System.Diagnostics;

namespace Backchannel.Web.Tests.Previews;

/// <summary>By itself: memory is the whole process's, and so other tests' too.</summary>
[Collection(nameof(PreviewMemoryTests))]
[CollectionDefinition(nameof(PreviewMemoryTests), DisableParallelization = true)]
public sealed class PreviewMemoryTests(ITestOutputHelper output)
{
    [Fact]
    public void Five_hundred_pictures_leave_no_memory_behind()
    {
        for (var i = 0; i < 50; i++) _ = Pictures.Draw($"{i} Small boats 🌊");
        var (memory, processor) = Held();
        for (var i = 0; i < 500; i++) _ = Pictures.Draw($"{i} Small boats, big waves: a year of incidents 🌊");
        var (after, used) = Held();
        output.WriteLine($"{(used - processor).TotalMilliseconds / 500:N1} ms of a processor a picture, {(after - memory) / 1e6:N0} MB more than before.");
        // Each is drawn on 3 MB: kept, they would come to 1.5 GB.
        Assert.True(after - memory < 300_000_000);
    }

    static (long Memory, TimeSpan Processor) Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (process.WorkingSet64, process.TotalProcessorTime);
    }
}
