using System.Security.Cryptography;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Pictures;

/// <summary>The key that signs the addresses of pictures: made when the first is needed, the same for all instances and after a restart.</summary>
public sealed class PictureKey(IServiceScopeFactory scopes, TimeProvider clock)
{
    public const string Name = "pictures";

    private byte[]? _known;

    /// <summary>Asks the database once, in a scope of its own: where a transaction is open on SQLite, ask before it.</summary>
    public async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken) => Volatile.Read(ref _known) ?? await LoadAsync(cancellationToken);

    private async Task<byte[]> LoadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotDb>();
        var key = await FindAsync(db, cancellationToken) ?? await MakeAsync(db, cancellationToken);
        Volatile.Write(ref _known, key);
        return key;
    }

    private async Task<byte[]> MakeAsync(BotDb db, CancellationToken cancellationToken)
    {
        var made = new Secret { Name = Name, Value = RandomNumberGenerator.GetBytes(32), CreatedAt = clock.GetUtcNow() };
        db.Secrets.Add(made);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return made.Value;
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            return (await FindAsync(db, cancellationToken))!; // another instance was faster
        }
    }

    private static Task<byte[]?> FindAsync(BotDb db, CancellationToken cancellationToken) =>
        db.Secrets.AsNoTracking().Where(secret => secret.Name == Name).Select(secret => secret.Value).SingleOrDefaultAsync(cancellationToken)!;
}
