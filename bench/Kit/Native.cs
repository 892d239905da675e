using System.Runtime.InteropServices;

namespace Backchannel.Bench;

/// <summary>The few calls of Linux that one thread needs to read thousands of sockets: .NET's own event loop would cost more than what is measured.</summary>
static unsafe partial class Native
{
    const int Add = 1, WantsInput = 1, DontWait = 0x40, NoSignal = 0x4000;

    // struct epoll_event is packed on x86-64 and nowhere else.
    public static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* events, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(int epoll, int operation, int socket, byte* what);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Recv(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    public static void Watch(int epoll, int socket, int tag)
    {
        var what = stackalloc byte[16];
        *(uint*)what = WantsInput;
        *(long*)(what + EventSize - 8) = tag;
        if (EpollControl(epoll, Add, socket, what) != 0) throw new IOException($"epoll_ctl failed with {Marshal.GetLastPInvokeError()}");
    }

    public static int TagOf(byte* events, int index) => (int)*(long*)(events + (index * EventSize) + EventSize - 8);

    /// <summary>Bytes read; 0 where the other side has ended, or failed; -1 where there is nothing yet.</summary>
    public static int Receive(int socket, byte* buffer, int length)
    {
        var read = Recv(socket, buffer, length, DontWait);
        return read >= 0 ? (int)read : Marshal.GetLastPInvokeError() is 11 or 4 ? -1 : 0;
    }

    public static bool Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes) return Send(socket, first, bytes.Length, DontWait | NoSignal) == bytes.Length;
    }
}
