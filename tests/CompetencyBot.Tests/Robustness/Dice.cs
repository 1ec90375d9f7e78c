namespace CompetencyBot.Tests.Robustness;

/// <summary>Chance that is the same for the same seed, on every machine and runtime (splitmix64, by Steele, Lea and Flood).</summary>
internal sealed class Dice(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>Zero or more, and less than this.</summary>
    public int Next(int below) => below <= 0 ? 0 : (int)(Roll() % (ulong)below);

    public int Next(int from, int below) => from + Next(below - from);

    public void NextBytes(Span<byte> bytes)
    {
        foreach (ref var one in bytes)
            one = (byte)Roll();
    }

    private ulong Roll()
    {
        unchecked
        {
            var mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
