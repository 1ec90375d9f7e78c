using System.Buffers.Binary;
using CompetencyBot.BotFramework.Connector;

namespace CompetencyBot.Outbox;

/// <summary>When calls were or will be made, the oldest first: UTC ticks, eight bytes each.</summary>
public sealed class PackedCalls
{
    private readonly List<long> _ticks;

    private PackedCalls(List<long> ticks) => _ticks = ticks;

    /// <summary>The latest; the beginning of time when there is none.</summary>
    public DateTimeOffset Last => new(_ticks.Count == 0 ? 0 : _ticks[^1], TimeSpan.Zero);

    public static PackedCalls Of(ReadOnlySpan<byte> bytes)
    {
        var ticks = new List<long>(bytes.Length / sizeof(long));
        for (; bytes.Length >= sizeof(long); bytes = bytes[sizeof(long)..])
            ticks.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        return new PackedCalls(ticks);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[_ticks.Count * sizeof(long)];
        for (var i = 0; i < _ticks.Count; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), _ticks[i]);
        return bytes;
    }

    /// <summary>When one more fits into every window that is at most so long.</summary>
    /// <param name="margin">What the windows are taken longer.</param>
    public DateTimeOffset FreeAt(IEnumerable<RateLimit> limits, TimeSpan longestWindow, TimeSpan margin)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var free = limits
            .Where(limit => limit.Window <= longestWindow && limit.Count <= _ticks.Count)
            .Select(limit => _ticks[^limit.Count] + (limit.Window + margin).Ticks)
            .DefaultIfEmpty(0)
            .Max();
        return new DateTimeOffset(free, TimeSpan.Zero);
    }

    /// <returns>With one more, without those that no limit looks back on from now.</returns>
    public PackedCalls With(DateTimeOffset call, IReadOnlyList<RateLimit> limits, TimeSpan margin, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Count == 0)
            return this;
        var ticks = new List<long>(_ticks);
        var at = ticks.BinarySearch(call.UtcTicks);
        ticks.Insert(at < 0 ? ~at : at, call.UtcTicks);
        var oldest = now.UtcTicks - (limits.Max(limit => limit.Window) + margin).Ticks;
        var gone = Math.Max(ticks.FindIndex(tick => tick > oldest), ticks.Count - limits.Max(limit => limit.Count));
        ticks.RemoveRange(0, Math.Max(gone, 0));
        return new PackedCalls(ticks);
    }
}
