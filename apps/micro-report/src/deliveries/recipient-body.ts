import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsLocale,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** Types that can be delivered to: the channels, and the inbox of a user. Another type becomes a warning on the job. */
export const RECIPIENT_TYPES = ['email', 'user', 'webhook', 's3', 'sftp'] as const;
export type RecipientType = (typeof RECIPIENT_TYPES)[number];

/** To whom a finished file is to be sent. */
export class RecipientBody {
  @ApiPropertyOptional({
    type: String,
    example: 'email',
    default: 'email',
    description: `${RECIPIENT_TYPES.join(', ')}. Another type is no error but a warning on the job.`,
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,50}$/, {
    message: 'type must have 1 to 50 letters, digits, dashes or underscores',
  })
  type?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'controller@example.com',
    description:
      'An e-mail address, the id or e-mail address of a member, the URL of a webhook, or name:prefix/ of a configured S3 or SFTP destination.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  value?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Short for type email with this value.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(320)
  email?: string;

  @ApiPropertyOptional({ type: String, example: 'Ada Berg', description: 'As the message greets them.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'nb',
    description: "Language of the message; the organization's when absent.",
  })
  @IsOptional()
  @IsLocale()
  @MaxLength(35)
  locale?: string;
}

/** A field that holds the recipients of a file. */
export const Recipients = (options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: [RecipientBody], ...options }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(50),
    ValidateNested({ each: true }),
    Type(() => RecipientBody),
  );
