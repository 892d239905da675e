using Backchannel.Bench;
using Backchannel.Bench.Allocations;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// What the pure parts of a post's way take, in time and in memory: by BenchmarkDotNet, in this process, since it looks for a project by the name of the
// assembly, which is another here.

var summary = BenchmarkRunner.Run<Parts>(DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(new()))).WithOptions(ConfigOptions.DisableLogFile));
Report.Tell("allocations", args, ["part", "ns", "bytes allocated"], summary.Reports.Select(report => new object[]
{
    report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), Math.Round(report.ResultStatistics?.Mean ?? double.NaN),
    report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0,
}));
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
