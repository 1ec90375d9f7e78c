using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>
/// Which activities were taken. Every turn writes here twice, so it is written in SQL: through the change tracker of Entity Framework this
/// table alone took two thirds of the time of a small turn. Both databases understand the same statements.
/// </summary>
public sealed class SeenActivities(BotDb db, WriteTurn line, TimeProvider clock)
{
    /// <summary>Longer than any turn is allowed to run.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const string TakeSql = """
        INSERT INTO "SeenActivities" ("ConversationId", "ActivityId", "SeenAt") VALUES (@conversation, @activity, @now)
        ON CONFLICT ("ConversationId", "ActivityId") DO UPDATE SET "SeenAt" = @now
        WHERE "SeenActivities"."DoneAt" IS NULL AND "SeenActivities"."SeenAt" < @leaseEnded
        """;

    private const string DoneSql = """
        UPDATE "SeenActivities" SET "DoneAt" = @now, "AnswerStatus" = @status, "AnswerBody" = @body
        WHERE "ConversationId" = @conversation AND "ActivityId" = @activity
        """;

    private const string ForgetSql = """
        DELETE FROM "SeenActivities" WHERE "ConversationId" = @conversation AND "ActivityId" = @activity
        """;

    /// <returns>Whether the activity is the caller's to run: nobody took it before, or whoever did died with it.</returns>
    public async Task<bool> TakeAsync(string conversationId, string activityId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await ExecuteAsync(
            TakeSql, conversationId, activityId, cancellationToken, ("now", db.Stored(now)), ("leaseEnded", db.Stored(now - Lease))) == 1;
    }

    /// <param name="status">Of an invoke's answer, which its repeats get too; null for other activities.</param>
    public Task EndAsync(string conversationId, string activityId, int? status, string? body) => ExecuteAsync(
        DoneSql, conversationId, activityId, CancellationToken.None, ("now", db.Stored(clock.GetUtcNow())), ("status", status), ("body", body));

    /// <summary>As if it had never been taken.</summary>
    public Task ForgetAsync(string conversationId, string activityId) => ExecuteAsync(ForgetSql, conversationId, activityId, CancellationToken.None);

    public Task<SeenActivity?> FindAsync(string conversationId, string activityId, CancellationToken cancellationToken) =>
        db.SeenActivities.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ConversationId == conversationId && row.ActivityId == activityId, cancellationToken);

    private async Task<int> ExecuteAsync(
        string sql, string conversationId, string activityId, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
    {
        await line.BeginAsync(cancellationToken);
        try
        {
            return await ExecuteInTurnAsync(sql, conversationId, activityId, values, cancellationToken);
        }
        finally
        {
            line.End();
        }
    }

    private async Task<int> ExecuteInTurnAsync(
        string sql, string conversationId, string activityId, (string Name, object? Value)[] values, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            Add(command, "conversation", conversationId);
            Add(command, "activity", activityId);
            foreach (var (name, value) in values)
                Add(command, name, value);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
