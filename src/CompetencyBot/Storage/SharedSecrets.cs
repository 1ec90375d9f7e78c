using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>Keys of the bot's own: made when each is first needed, the same for all instances and after a restart.</summary>
public sealed class SharedSecrets(IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new();

    /// <summary>Asks the database once, in a scope of its own: where a transaction is open on SQLite, ask before it.</summary>
    public async ValueTask<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotDb>();
        return _known[name] = await FindAsync(db, name, cancellationToken) ?? await MakeAsync(db, name, cancellationToken);
    }

    private async Task<byte[]> MakeAsync(BotDb db, string name, CancellationToken cancellationToken)
    {
        var made = new Secret { Name = name, Value = RandomNumberGenerator.GetBytes(32), CreatedAt = clock.GetUtcNow() };
        db.Secrets.Add(made);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return made.Value;
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            return (await FindAsync(db, name, cancellationToken))!; // another instance was faster
        }
    }

    private static Task<byte[]?> FindAsync(BotDb db, string name, CancellationToken cancellationToken) =>
        db.Secrets.AsNoTracking().Where(secret => secret.Name == name).Select(secret => secret.Value).SingleOrDefaultAsync(cancellationToken)!;
}
